<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>approval</name>
  <message>
   <source>A colleague who may approve this signs here.</source>
   <translation>请有权批准的同事在此签名。</translation>
  </message>
  <message>
   <source>Accept the number</source>
   <translation>放行这个号码</translation>
  </message>
  <message>
   <source>Approver's login</source>
   <translation>批准人账号</translation>
  </message>
  <message>
   <source>If a colleague approves this, they sign here.</source>
   <translation>如由同事批准，请其在此签名。</translation>
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
   <source>The check digit does not fit, so a digit is probably mistyped: compare it with the document. If it stands there like this, whoever may decide it can accept the number.</source>
   <translation>校验位不符，多半有一位填错，请对照证件逐位核对；确与证件一致的，由有权限的人写明理由后放行。</translation>
  </message>
  <message>
   <source>Why the number is accepted</source>
   <translation>放行理由</translation>
  </message>
 </context>
</TS>
