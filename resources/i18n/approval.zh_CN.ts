<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>approval</name>
  <message>
   <source>Accept the number</source>
   <translation>放行这个号码</translation>
  </message>
  <message>
   <source>Password</source>
   <translation>密码</translation>
  </message>
  <message>
   <source>Supervisor's login</source>
   <translation>站长登录名</translation>
  </message>
  <message>
   <source>The check digit does not fit. Whoever may decide it and has seen the document can accept the number.</source>
   <translation>校验位不符。由有权限的人看过证件、写明理由后，可以放行。</translation>
  </message>
  <message>
   <source>Why the number is accepted</source>
   <translation>放行理由</translation>
  </message>
 </context>
</TS>
