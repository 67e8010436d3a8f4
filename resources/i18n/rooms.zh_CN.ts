<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>rooms</name>
  <message>
   <source>Cases</source>
   <translation>办件</translation>
  </message>
  <message>
   <source>Desk</source>
   <translation>窗口</translation>
  </message>
  <message>
   <source>Items</source>
   <translation>事项</translation>
  </message>
  <message>
   <source>Journal</source>
   <translation>日志</translation>
  </message>
  <message>
   <source>Residents</source>
   <translation>居民</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>设置</translation>
  </message>
  <message>
   <source>Staff</source>
   <translation>人员</translation>
  </message>
 </context>
</TS>
