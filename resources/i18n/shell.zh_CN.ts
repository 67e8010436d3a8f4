<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>shell</name>
  <message>
   <source>Connection: {state}</source>
   <translation>连接状态：{state}</translation>
  </message>
  <message>
   <source>Drafts {n}  Ctrl+D</source>
   <translation>草稿{n}份  Ctrl+D</translation>
  </message>
  <message>
   <source>Lock  Ctrl+L</source>
   <translation>锁屏  Ctrl+L</translation>
  </message>
  <message>
   <source>New visitor  F2</source>
   <translation>新来访  F2</translation>
  </message>
  <message>
   <source>Station Desktop · {station}</source>
   <translation>社区服务站工作台 · {station}</translation>
  </message>
  <message>
   <source>{n} {n:case runs|cases run} out of time. See “Follow-up”.</source>
   <translation>有 {n} 件临近或超过时限，请到“督办”查看。</translation>
  </message>
  <message>
   <source>● Saved {time}</source>
   <translation>● 已保存 {time}</translation>
  </message>
 </context>
</TS>
