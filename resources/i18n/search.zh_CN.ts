<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>search</name>
  <message>
   <source>Empty the line</source>
   <translation>清空</translation>
  </message>
  <message>
   <source>What was found</source>
   <translation>查找结果</translation>
  </message>
  <message>
   <source>{n} found</source>
   <translation>找到{n}条</translation>
  </message>
 </context>
</TS>
