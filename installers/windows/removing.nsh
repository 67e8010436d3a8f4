; The uninstaller. It keeps all data unless told otherwise.

Function un.onInit
  SetRegView 64
  SetShellVarContext all
  StrCpy $Etc "$APPDATA\${DATA}"
  UserInfo::GetAccountType
  Pop $R0
  ${If} $R0 != "Admin"
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(NeedsRights)" /SD IDOK
    SetErrorLevel ${CODE_RIGHTS}
    Quit
  ${EndIf}
  ${ReadFlag} "/PURGE" $R1
  ${IfNot} ${Errors}
    StrCpy $Purge "1"
  ${EndIf}
  ${ReadFlag} "/KEEPDATA" $R1
  ${IfNot} ${Errors}
    StrCpy $Purge ""
  ${EndIf}
  ReadRegStr $R1 HKLM "${UNINSTALL_KEY}" "Language"
  ${If} $R1 != ""
    StrCpy $LANGUAGE $R1
  ${EndIf}
  ${If} ${Silent}
    Call un.WaitUntilClosed
  ${EndIf}
FunctionEnd

Function un.WaitUntilClosed
  ${Do}
    StrCpy $Place $INSTDIR
    Call un.FindRunning
    ${If} $Failed == ""
      Return
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RunningUninstall)" /SD IDCANCEL IDRETRY +3
    SetErrorLevel ${CODE_RUNNING}
    Quit
  ${Loop}
FunctionEnd

Function un.AskAboutData
  !insertmacro MUI_HEADER_TEXT "$(DataTitle)" "$(DataSubtitle)"
  nsDialogs::Create 1018
  Pop $R0
  ${NSD_CreateLabel} 0 0 100% 48u "$(DataText)"
  Pop $R0
  ${NSD_CreateCheckbox} 0 56u 100% 24u "$(DataBox)"
  Pop $PurgeBox
  ${NSD_AddStyle} $PurgeBox ${BS_MULTILINE}
  ${If} $Purge == "1"
    ${NSD_Check} $PurgeBox
  ${EndIf}
  GetDlgItem $R0 $HWNDPARENT 1
  SendMessage $R0 ${WM_SETTEXT} 0 "STR:$(^UninstallBtn)"
  nsDialogs::Show
FunctionEnd

Function un.DataAnswered
  StrCpy $Purge ""
  ${NSD_GetState} $PurgeBox $R0
  ${If} $R0 == ${BST_CHECKED}
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(DataSure)" IDYES +2
    Abort
    StrCpy $Purge "1"
  ${EndIf}
  Call un.WaitUntilClosed
FunctionEnd

Section "Uninstall"
  ReadRegStr $Parts HKLM "${UNINSTALL_KEY}" "Parts"
  ${If} $Parts == ""
    StrCpy $Parts "${PARTS}"
  ${EndIf}
  StrCpy $Place $INSTDIR
  StrCpy $Act "remove"
  Call un.EachPart
  SetOutPath "$TEMP"
  RMDir "$INSTDIR"
  Call un.Unregister
  ${If} $Purge == "1"
    Call un.RemoveData
  ${EndIf}
  ${RefreshShellIcons}
SectionEnd
