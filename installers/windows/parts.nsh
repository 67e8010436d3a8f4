; What belongs to the program in its folder: a few names at the top, each a file or a folder of ours.
; Nothing else in the folder is ever touched.

; $Failed: the first program of ours in $Place that is running, or "". A running program's file
; cannot be opened for writing.
!macro CanWrite name
  ${If} $Failed == ""
  ${AndIf} ${FileExists} "$Place\${name}"
    ClearErrors
    FileOpen $R0 "$Place\${name}" a
    ${If} ${Errors}
      StrCpy $Failed "${name}"
    ${Else}
      FileClose $R0
    ${EndIf}
    ClearErrors
  ${EndIf}
!macroend

!macro PartFunctions un
Function ${un}FindRunning
  StrCpy $Failed ""
  !define _DO CanWrite
  !insertmacro PayloadExecutables
  !undef _DO
FunctionEnd

; Does $Act with each of $Parts in $Place.
Function ${un}EachPart
  ${WordFind} "$Parts" "|" "#" $R1
  StrCpy $R2 1
  ${DoWhile} $R2 <= $R1
    ${WordFind} "$Parts" "|" "+$R2" $R3
    ${If} $R3 != ""
      Call ${un}DoPart
    ${EndIf}
    IntOp $R2 $R2 + 1
  ${Loop}
FunctionEnd

; $Act with $R3: "aside" keeps it as .before, "clear" deletes what came in its place, "back" brings it
; back, "forget" deletes what was kept, "remove" deletes both. Where not everything could be set aside
; ($Failed), what has no .before is still the old one. What was kept by an installation that was cut
; off is the better one.
Function ${un}DoPart
  ${Select} $Act
    ${Case} "aside"
      ${If} ${FileExists} "$Place\$R3.before"
        StrCpy $R4 "$Place\$R3"
        Call ${un}DeletePart
      ${ElseIf} ${FileExists} "$Place\$R3"
        ClearErrors
        Rename "$Place\$R3" "$Place\$R3.before"
        ${If} ${Errors}
        ${AndIf} $Failed == ""
          StrCpy $Failed $R3
        ${EndIf}
        ClearErrors
      ${EndIf}
    ${Case} "clear"
      ${If} $Failed == ""
      ${OrIf} ${FileExists} "$Place\$R3.before"
        StrCpy $R4 "$Place\$R3"
        Call ${un}DeletePart
      ${EndIf}
    ${Case} "back"
      ${If} ${FileExists} "$Place\$R3.before"
        Rename "$Place\$R3.before" "$Place\$R3"
      ${EndIf}
    ${Case} "forget"
      StrCpy $R4 "$Place\$R3.before"
      Call ${un}DeletePart
    ${Case} "remove"
      StrCpy $R4 "$Place\$R3"
      Call ${un}DeletePart
      StrCpy $R4 "$Place\$R3.before"
      Call ${un}DeletePart
  ${EndSelect}
FunctionEnd

Function ${un}DeletePart
  ${If} ${FileExists} "$R4\*.*"
    RMDir /r "$R4"
  ${Else}
    Delete "$R4"
  ${EndIf}
  ClearErrors
FunctionEnd
!macroend

!insertmacro PartFunctions ""
!insertmacro PartFunctions "un."
