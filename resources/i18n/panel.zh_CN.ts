<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>panel</name>
  <message>
   <source>Not now  Esc</source>
   <translation>先不办  Esc</translation>
  </message>
 </context>
</TS>
