<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>search</name>
  <message>
   <source>{n} found</source>
   <translation>找到{n}条</translation>
  </message>
 </context>
</TS>
