<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>erasing</name>
  <message>
   <source>Agree and erase  Ctrl+Enter</source>
   <translation>同意并删除  Ctrl+回车</translation>
  </message>
  <message>
   <source>Ask  Ctrl+Enter</source>
   <translation>提出申请  Ctrl+回车</translation>
  </message>
  <message>
   <source>Ask for an erasure</source>
   <translation>申请删除</translation>
  </message>
  <message>
   <source>Asked for by</source>
   <translation>申请人</translation>
  </message>
  <message>
   <source>Choose the resident first.</source>
   <translation>请先选择居民。</translation>
  </message>
  <message>
   <source>Decline</source>
   <translation>不同意</translation>
  </message>
  <message>
   <source>Erased. Backups at {places} are out of reach now and are seen to when they are next connected.</source>
   <translation>已删除。{places}的备份现在够不到，下次接上时会一并改写。</translation>
  </message>
  <message>
   <source>Erasure</source>
   <translation>删除个人信息</translation>
  </message>
  <message>
   <source>Erasures</source>
   <translation>个人信息删除</translation>
  </message>
  <message>
   <source>Look at the identity card of whoever asks. Somebody else reviews this; only then is anything erased, in backups too, and it cannot be taken back.</source>
   <translation>请先核对申请人的身份证件。申请须由另一人复核，复核同意后才会删除；备份一并删除，删除后不能恢复。</translation>
  </message>
  <message>
   <source>Nobody has asked for an erasure.</source>
   <translation>没有删除申请。</translation>
  </message>
  <message>
   <source>Review</source>
   <translation>复核</translation>
  </message>
  <message>
   <source>Review an erasure</source>
   <translation>复核删除申请</translation>
  </message>
  <message>
   <source>State</source>
   <translation>状态</translation>
  </message>
  <message>
   <source>What is personal stands in the journal under keys. Erasing destroys the keys, here, at the hall and in backups; the journal stays whole and goes on proving itself.</source>
   <translation>日志里的个人信息都用密钥封存。删除就是销毁密钥，本机、大厅和备份里的一并销毁；日志本身不缺不改，仍可核对。</translation>
  </message>
  <message>
   <source>What stands against it</source>
   <translation>不能删除的原因</translation>
  </message>
  <message>
   <source>When</source>
   <translation>时间</translation>
  </message>
  <message>
   <source>Who</source>
   <translation>居民</translation>
  </message>
  <message>
   <source>Why</source>
   <translation>理由</translation>
  </message>
  <message>
   <source>Why (needed when declining)</source>
   <translation>意见（不同意时必填）</translation>
  </message>
  <message>
   <source>erased</source>
   <translation>已删除</translation>
  </message>
  <message>
   <source>erased, {n} came later</source>
   <translation>已删除，之后又来{n}项</translation>
  </message>
  <message>
   <source>waits for review</source>
   <translation>等待复核</translation>
  </message>
  <message>
   <source>{n} records hold something personal: the registration, cases, documents, visits, appointments. Names, numbers, addresses, answers and scans go; case numbers, items, days and figures stay.</source>
   <translation>共{n}项记录含有个人信息：登记、办件、材料、走访、预约。姓名、证件号、地址、填写的内容和扫描件都会删除；办件编号、事项、日期和统计数字保留。</translation>
  </message>
 </context>
</TS>
