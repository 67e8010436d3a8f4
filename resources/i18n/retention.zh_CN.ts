<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>retention</name>
  <message>
   <source>Agree and destroy  Ctrl+Enter</source>
   <translation>同意并销毁  Ctrl+回车</translation>
  </message>
  <message>
   <source>Case</source>
   <translation>事项编号</translation>
  </message>
  <message>
   <source>Cases ({n}): {numbers}</source>
   <translation>共{n}件：{numbers}</translation>
  </message>
  <message>
   <source>Cases stay for this long after their end. When the time is over, one person proposes them, another reviews, and what is personal is destroyed. Space marks single cases; without marks all cases listed are meant.</source>
   <translation>事项办结后，资料按下列期限保存。期满后由一人提请、另一人复核，再销毁其中的个人信息。按空格键勾选单件；一件都不勾选，就是清单上的全部。</translation>
  </message>
  <message>
   <source>Cases whose time is over</source>
   <translation>保存期满的事项</translation>
  </message>
  <message>
   <source>Closed on</source>
   <translation>办结日期</translation>
  </message>
  <message>
   <source>Days</source>
   <translation>保存天数</translation>
  </message>
  <message>
   <source>Decline</source>
   <translation>不同意</translation>
  </message>
  <message>
   <source>Destroyed. Backups at {places} are out of reach now and are seen to when they are next connected.</source>
   <translation>已销毁。{places}的备份现在够不到，下次接上时会一并改写。</translation>
  </message>
  <message>
   <source>Due now</source>
   <translation>已期满</translation>
  </message>
  <message>
   <source>Fixed by</source>
   <translation>依据</translation>
  </message>
  <message>
   <source>How long it is kept</source>
   <translation>保存期限</translation>
  </message>
  <message>
   <source>How long what is kept</source>
   <translation>各类事项的保存期限</translation>
  </message>
  <message>
   <source>Item</source>
   <translation>事项</translation>
  </message>
  <message>
   <source>Item or category</source>
   <translation>事项或类别</translation>
  </message>
  <message>
   <source>Kept until</source>
   <translation>保存至</translation>
  </message>
  <message>
   <source>Marked</source>
   <translation>勾选</translation>
  </message>
  <message>
   <source>No case's time is over.</source>
   <translation>没有保存期满的事项。</translation>
  </message>
  <message>
   <source>Nothing is laid down.</source>
   <translation>没有规定保存期限。</translation>
  </message>
  <message>
   <source>Propose</source>
   <translation>提请销毁</translation>
  </message>
  <message>
   <source>Propose  Ctrl+Enter</source>
   <translation>提请销毁  Ctrl+回车</translation>
  </message>
  <message>
   <source>Propose for destruction</source>
   <translation>提请销毁</translation>
  </message>
  <message>
   <source>Proposed because: {words}</source>
   <translation>提请理由：{words}</translation>
  </message>
  <message>
   <source>Resident</source>
   <translation>居民</translation>
  </message>
  <message>
   <source>Review</source>
   <translation>复核</translation>
  </message>
  <message>
   <source>Review a destruction</source>
   <translation>复核销毁清单</translation>
  </message>
  <message>
   <source>State</source>
   <translation>状态</translation>
  </message>
  <message>
   <source>Take off the list</source>
   <translation>移出清单</translation>
  </message>
  <message>
   <source>Take off the list  Ctrl+Enter</source>
   <translation>移出清单  Ctrl+回车</translation>
  </message>
  <message>
   <source>They are kept, and can be proposed again.</source>
   <translation>移出后继续保存，以后还可以再提请。</translation>
  </message>
  <message>
   <source>What stands against it</source>
   <translation>不能销毁的原因</translation>
  </message>
  <message>
   <source>What was answered and written in these cases goes, in backups too, and cannot be brought back. Case numbers, items, days and figures stay, and so do the registrations and filed documents of the residents.</source>
   <translation>这些事项中填写和记录的内容将被销毁，备份中的也一并销毁，不能恢复。事项编号、事项名称、日期和统计数字保留，居民本人的登记和存档材料也保留。</translation>
  </message>
  <message>
   <source>Why (needed when declining)</source>
   <translation>理由（不同意时必填）</translation>
  </message>
  <message>
   <source>Why, in a few words</source>
   <translation>理由（几句话）</translation>
  </message>
  <message>
   <source>due</source>
   <translation>已期满</translation>
  </message>
  <message>
   <source>waits for review, proposed by {name}</source>
   <translation>等待复核（{name}提请）</translation>
  </message>
  <message>
   <source>{n} more cannot be destroyed yet and are left out.</source>
   <translation>另有{n}件目前不能销毁，没有列入。</translation>
  </message>
  <message>
   <source>{n} more {n:is due; it follows|are due; they follow} when these are done.</source>
   <translation>另有{n}件已期满，这一批办完后列出。</translation>
  </message>
 </context>
</TS>
