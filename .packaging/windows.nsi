; The installer for one user of Windows: no administrator, no question but the folder. Strings come in by -D: APP, OUT, VERSION, ICON.
; amd64: the stub of 32 bits does not start where only 64 bits are installed (wine64).
Target amd64-unicode
Unicode true
!include "MUI2.nsh"
!define KEY "Software\InspectionLedger"
!define UN "Software\Microsoft\Windows\CurrentVersion\Uninstall\InspectionLedger"
!define VERB "Software\Classes\Directory\shell\InspectionLedger"
Name "巡察整改台账"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\InspectionLedger"
InstallDirRegKey HKCU "${KEY}" "InstallDir"
SetCompressor /FINAL zlib
ShowInstDetails nevershow
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\app\inspection-ledger.exe"
!define MUI_FINISHPAGE_RUN_TEXT "打开巡察整改台账"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "ProductName" "巡察整改台账"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "FileDescription" "巡察整改台账 安装程序"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "LegalCopyright" "MIT"

Section
  ; A program that runs keeps its file: then nothing is touched, the version that is there goes on.
  IfFileExists "$INSTDIR\app\inspection-ledger.exe" 0 fresh
    ClearErrors
    FileOpen $0 "$INSTDIR\app\inspection-ledger.exe" a
    IfErrors 0 closed
      MessageBox MB_OK|MB_ICONEXCLAMATION "巡察整改台账正在运行。请先退出程序，再重新安装。" /SD IDOK
      SetErrorLevel 2
      Quit
    closed:
    FileClose $0
    RMDir /r "$INSTDIR\app"
  fresh:
  SetOutPath "$INSTDIR\app"
  File /r "${APP}/*"
  CreateShortCut "$SMPROGRAMS\巡察整改台账.lnk" "$INSTDIR\app\inspection-ledger.exe"
  CreateShortCut "$DESKTOP\巡察整改台账.lnk" "$INSTDIR\app\inspection-ledger.exe"
  WriteRegStr HKCU "${KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "Version" "${VERSION}"
  ; A ledger is a folder: its menu offers the program where the folder's name ends in .ledger.
  WriteRegStr HKCU "${VERB}" "" "用巡察整改台账打开"
  WriteRegStr HKCU "${VERB}" "AppliesTo" 'System.FileName:~>".ledger"'
  WriteRegStr HKCU "${VERB}" "Icon" "$INSTDIR\app\inspection-ledger.exe"
  WriteRegStr HKCU "${VERB}\command" "" '"$INSTDIR\app\inspection-ledger.exe" "%1"'
  WriteRegStr HKCU "${UN}" "DisplayName" "巡察整改台账"
  WriteRegStr HKCU "${UN}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UN}" "DisplayIcon" "$INSTDIR\app\inspection-ledger.exe"
  WriteRegStr HKCU "${UN}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UN}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UN}" "NoModify" 1
  WriteRegDWORD HKCU "${UN}" "NoRepair" 1
  WriteUninstaller "$INSTDIR\uninstall.exe"
SectionEnd

Section "Uninstall"
  ; Ledgers, backups and this PC's preferences stay: only what the installer and updates brought goes.
  RMDir /r "$INSTDIR\app"
  RMDir /r "$LOCALAPPDATA\inspection-ledger\versions"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\巡察整改台账.lnk"
  Delete "$DESKTOP\巡察整改台账.lnk"
  DeleteRegKey HKCU "${VERB}"
  DeleteRegKey HKCU "${UN}"
  DeleteRegKey HKCU "${KEY}"
SectionEnd
