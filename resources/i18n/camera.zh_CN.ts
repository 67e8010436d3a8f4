<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>camera</name>
  <message>
   <source>Back  Esc</source>
   <translation>返回  Esc</translation>
  </message>
  <message>
   <source>Take  Enter</source>
   <translation>拍照  回车</translation>
  </message>
  <message>
   <source>The camera's picture</source>
   <translation>摄像头画面</translation>
  </message>
 </context>
</TS>
