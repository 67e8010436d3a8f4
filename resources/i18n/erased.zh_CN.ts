<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>erased</name>
  <message>
   <source>(erased)</source>
   <translation>（已删除）</translation>
  </message>
 </context>
</TS>
