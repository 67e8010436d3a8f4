<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>files</name>
  <message>
   <source>Browse…</source>
   <translation>浏览…</translation>
  </message>
 </context>
</TS>
