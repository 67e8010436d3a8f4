; Flags as both cmd (/POLICY="C:\a b") and PowerShell ("/POLICY=C:\a b") hand them over; what comes
; with NSIS goes by the slashes and understands the first way only.

; ReadFlag "/NAME=" $variable: the flag's value; "" for one without a value; errors when not given.
!macro ReadFlag name value
  Push "${name}"
  !ifdef __UNINSTALL__
    Call un.ReadFlag
  !else
    Call ReadFlag
  !endif
  Pop ${value}
!macroend
!define ReadFlag "!insertmacro ReadFlag"

!macro ReadFlagFunction un
Function ${un}ReadFlag
  Exch $0
  Push $1 ; rest of the command line
  Push $2 ; this character
  Push $3 ; the argument so far
  Push $4 ; inside quotes
  Push $5 ; length of the name
  Push $6
  StrLen $5 $0
  StrCpy $1 "$CMDLINE "
  StrCpy $3 ""
  StrCpy $4 ""
  ${Do}
    StrCpy $2 $1 1
    StrCpy $1 $1 "" 1
    ${If} $2 == ""
      StrCpy $0 ""
      SetErrors
      ${ExitDo}
    ${ElseIf} $2 == '"'
      ${If} $4 == ""
        StrCpy $4 "1"
      ${Else}
        StrCpy $4 ""
      ${EndIf}
    ${ElseIf} $2 == " "
    ${AndIf} $4 == ""
      StrCpy $6 $3 $5
      ${If} $6 == $0
        StrCpy $0 $3 "" $5
        ClearErrors
        ${ExitDo}
      ${EndIf}
      StrCpy $3 ""
    ${Else}
      StrCpy $3 "$3$2"
    ${EndIf}
  ${Loop}
  Pop $6
  Pop $5
  Pop $4
  Pop $3
  Pop $2
  Pop $1
  Exch $0
FunctionEnd
!macroend

!insertmacro ReadFlagFunction ""
!insertmacro ReadFlagFunction "un."
