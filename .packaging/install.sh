#!/bin/sh
# 为当前用户安装，不需要管理员。程序放在 ~/.local/opt/inspection-ledger，账本和设置不动。
set -eu
here=$(cd "$(dirname "$0")" && pwd)
name=inspection-ledger
target="$HOME/.local/opt/$name"
share="${XDG_DATA_HOME:-$HOME/.local/share}"
kept="没有安装，原来的版本没有动。"

stop() {
    echo "$1" >&2
    exit 1
}
# 没装成的，收拾干净；换到一半断电的，把原来的换回来
put_back() {
    rm -rf "$target.new"
    if [ ! -e "$target" ] && [ -d "$target.old" ]; then mv "$target.old" "$target"; fi
}
trap put_back EXIT
trap 'exit 1' HUP INT TERM

[ -x "$here/app/$name" ] || stop "安装包不完整：缺少 app/$name。${kept}请从光盘重新复制。"
(cd "$here/app" && sha256sum --quiet -c SHA256SUMS) || stop "安装包已损坏。${kept}请从光盘重新复制。"
put_back
if [ -d "$target" ]; then
    there=$(cd "$target" && pwd -P)
    # 正在运行的程序随用随读自己的文件，换掉会出错
    if ls -l /proc/[0-9]*/exe 2>/dev/null | grep -qF -e "-> $there/"; then
        stop "巡察整改台账正在运行。${kept}请先退出程序，再输入 sh install.sh。"
    fi
    found=$(find "$target" -name ledger.db | head -n 1)
    [ -z "$found" ] || stop "程序文件夹里有账本：$(dirname "$found")，换程序会把它一起换掉。${kept}请先把账本文件夹移到“文档”等自己的文件夹。"
fi
mkdir -p "$HOME/.local/opt" "$share/applications" "$share/mime/packages" "$share/icons" ||
    stop "不能在 $HOME/.local 里写文件。${kept}请管理员核对主目录的权限。"
needed=$(du -sk "$here/app" | cut -f 1)
free=$(df -Pk "$HOME/.local/opt" | awk 'NR == 2 { print $4 }')
[ "$free" -gt "$((needed + 65536))" ] ||
    stop "主目录所在磁盘只剩 $((free / 1024)) MB，安装约需 $((needed / 1024 + 64)) MB。${kept}请清理磁盘后再输入 sh install.sh。"
# 新程序先放在旁边，放好了、自检过了再换上；中途断电，原来的还在
cp -a "$here/app" "$target.new" && cp "$here/uninstall.sh" "$target.new/uninstall.sh" ||
    stop "写不进 $HOME/.local/opt：磁盘满了，或没有权限。${kept}请清理磁盘、核对权限后再输入 sh install.sh。"
echo "文件已核对，正在自检，约需半分钟……"
mkdir "$target.new/selftest"
INSPECTION_LEDGER_BASE="$target.new/$name" INSPECTION_LEDGER_HOME="$target.new/selftest" TMPDIR="$target.new/selftest" \
    QT_QPA_PLATFORM=offscreen "$target.new/$name" selftest > "$target.new/selftest/said" 2>&1 || {
    tail -n 5 "$target.new/selftest/said" >&2
    stop "新程序在这台电脑上没有通过自检。${kept}本程序要 64 位的英特尔、AMD、海光、兆芯处理器，系统的 glibc 不低于 2.31；都对的，请把上面几行告诉交付单位。"
}
rm -rf "$target.new/selftest" "$target.old"
if [ -d "$target" ]; then mv "$target" "$target.old"; fi
mv "$target.new" "$target"
rm -rf "$target.old"
sed "s|@PROGRAM@|$target/$name|" "$here/share/$name.desktop" > "$share/applications/$name.desktop"
cp "$here/share/$name.xml" "$share/mime/packages/$name.xml"
cp -r "$here/share/icons/hicolor" "$share/icons/"
if command -v update-mime-database >/dev/null 2>&1; then update-mime-database "$share/mime" || true; fi
if command -v update-desktop-database >/dev/null 2>&1; then update-desktop-database -q "$share/applications" || true; fi
echo "已安装：$target"
echo "从菜单“办公”中打开“巡察整改台账”。"
