#!/bin/sh
# 卸载当前用户的程序。账本、备份和设置都保留。
set -eu
name=inspection-ledger
target="$HOME/.local/opt/$name"
share="${XDG_DATA_HOME:-$HOME/.local/share}"
for place in "$target" "$share/$name/versions"; do
    [ -d "$place" ] || continue
    there=$(cd "$place" && pwd -P)
    if ls -l /proc/[0-9]*/exe 2>/dev/null | grep -qF -e "-> $there/"; then
        echo "巡察整改台账正在运行，没有卸载。请先退出程序，再卸载。" >&2
        exit 1
    fi
    found=$(find "$place" -name ledger.db | head -n 1)
    if [ -n "$found" ]; then
        echo "程序文件夹里有账本：$(dirname "$found")，没有卸载。请先把账本文件夹移到“文档”等自己的文件夹。" >&2
        exit 1
    fi
done
rm -f "$share/applications/$name.desktop" "$share/mime/packages/$name.xml"
if [ -d "$share/icons/hicolor" ]; then find "$share/icons/hicolor" \( -name "$name.png" -o -name "$name.svg" \) -exec rm -f {} +; fi
if command -v update-mime-database >/dev/null 2>&1; then update-mime-database "$share/mime" || true; fi
if command -v update-desktop-database >/dev/null 2>&1; then update-desktop-database -q "$share/applications" || true; fi
# 只剩系统自己编的索引时，索引也不留
if rmdir "$share/mime/packages" 2>/dev/null; then rm -rf "$share/mime"; fi
if [ -z "$(find "$share/applications" -name '*.desktop' 2>/dev/null)" ]; then rm -f "$share/applications/mimeinfo.cache"; fi
rm -rf "$target" "$target.new" "$target.old"
# 用更新文件装的版本也一并清除；设置留下
rm -rf "$share/$name/versions"
echo "已卸载。账本、备份和设置没有动。"
