#!/bin/sh
# 为当前用户安装，不需要管理员。程序放在 ~/.local/opt/inspection-ledger，账本和设置不动。
set -eu
here=$(cd "$(dirname "$0")" && pwd)
name=inspection-ledger
target="$HOME/.local/opt/$name"
share="${XDG_DATA_HOME:-$HOME/.local/share}"
[ -x "$here/app/$name" ] || { echo "安装包不完整：缺少 app/$name。请从光盘重新复制。" >&2; exit 1; }
(cd "$here/app" && sha256sum --quiet -c SHA256SUMS) || { echo "安装包已损坏，没有安装。请从光盘重新复制。" >&2; exit 1; }
mkdir -p "$HOME/.local/opt" "$share/applications" "$share/mime/packages"
# 新程序先放在旁边，放好了再换上；中途断电，原来的还在
rm -rf "$target.new"
cp -a "$here/app" "$target.new"
cp "$here/uninstall.sh" "$target.new/uninstall.sh"
rm -rf "$target.old"
if [ -d "$target" ]; then mv "$target" "$target.old"; fi
mv "$target.new" "$target"
rm -rf "$target.old"
sed "s|@PROGRAM@|$target/$name|" "$here/share/$name.desktop" > "$share/applications/$name.desktop"
cp "$here/share/$name.xml" "$share/mime/packages/$name.xml"
mkdir -p "$share/icons"
cp -r "$here/share/icons/hicolor" "$share/icons/"
if command -v update-mime-database >/dev/null 2>&1; then update-mime-database "$share/mime" || true; fi
if command -v update-desktop-database >/dev/null 2>&1; then update-desktop-database -q "$share/applications" || true; fi
echo "已安装：$target"
echo "从菜单“办公”中打开“巡察整改台账”。"
