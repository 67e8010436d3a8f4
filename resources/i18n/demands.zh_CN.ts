<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>demands</name>
  <message>
   <source>Address</source>
   <translation>地址</translation>
  </message>
  <message>
   <source>All</source>
   <translation>全部</translation>
  </message>
  <message>
   <source>All demands  Esc</source>
   <translation>全部诉求  Esc</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>答复</translation>
  </message>
  <message>
   <source>Answer  Ctrl+Enter</source>
   <translation>答复  Ctrl+回车</translation>
  </message>
  <message>
   <source>Answer  F8</source>
   <translation>答复  F8</translation>
  </message>
  <message>
   <source>Answer the demand</source>
   <translation>答复诉求</translation>
  </message>
  <message>
   <source>Answered. It goes out with the next exchange with the hall.</source>
   <translation>已答复，下次与大厅交换数据时送出。</translation>
  </message>
  <message>
   <source>Answered. The hall has the answer and hands it back out.</source>
   <translation>已答复，大厅已收到，由大厅转回来源渠道。</translation>
  </message>
  <message>
   <source>Case {number} was opened since. Link it here?</source>
   <translation>收到诉求之后，这位居民办了{number}，要关联到这件诉求吗？</translation>
  </message>
  <message>
   <source>Cases</source>
   <translation>办件</translation>
  </message>
  <message>
   <source>Demands</source>
   <translation>诉求</translation>
  </message>
  <message>
   <source>Due</source>
   <translation>答复期限</translation>
  </message>
  <message>
   <source>From</source>
   <translation>来源和工单号</translation>
  </message>
  <message>
   <source>History</source>
   <translation>办理经过</translation>
  </message>
  <message>
   <source>ID number</source>
   <translation>证件号码</translation>
  </message>
  <message>
   <source>It is this person  Ctrl+Enter</source>
   <translation>就是这位居民  Ctrl+回车</translation>
  </message>
  <message>
   <source>Item</source>
   <translation>事项</translation>
  </message>
  <message>
   <source>Link  Ctrl+Enter</source>
   <translation>关联  Ctrl+回车</translation>
  </message>
  <message>
   <source>Link a case  F7</source>
   <translation>关联办件  F7</translation>
  </message>
  <message>
   <source>Link a case that was opened for this demand</source>
   <translation>关联为这件诉求办的办件</translation>
  </message>
  <message>
   <source>Link it</source>
   <translation>关联</translation>
  </message>
  <message>
   <source>Lives at</source>
   <translation>现住址</translation>
  </message>
  <message>
   <source>Mine</source>
   <translation>我认领的</translation>
  </message>
  <message>
   <source>Next  Alt+↓</source>
   <translation>下一件  Alt+↓</translation>
  </message>
  <message>
   <source>No case yet.</source>
   <translation>还没有办件。</translation>
  </message>
  <message>
   <source>No demand fits. What the hall passes on stands here; Ctrl+4 shows all of it.</source>
   <translation>没有符合条件的诉求。大厅转来的工单会列在这里；按Ctrl+4看全部。</translation>
  </message>
  <message>
   <source>No name, phone or address was left.</source>
   <translation>没有留下姓名、电话和地址。</translation>
  </message>
  <message>
   <source>Not matched to a resident yet.</source>
   <translation>还没有核对是哪位居民。</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>编号</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>未办结</translation>
  </message>
  <message>
   <source>Open a case at the desk  F6</source>
   <translation>到窗口办件  F6</translation>
  </message>
  <message>
   <source>Outcome</source>
   <translation>办理结果</translation>
  </message>
  <message>
   <source>Overdue</source>
   <translation>已超期</translation>
  </message>
  <message>
   <source>Phone</source>
   <translation>电话</translation>
  </message>
  <message>
   <source>Previous  Alt+↑</source>
   <translation>上一件  Alt+↑</translation>
  </message>
  <message>
   <source>Reference, title, name or address (Ctrl+F)</source>
   <translation>工单号、标题、姓名或地址（Ctrl+F）</translation>
  </message>
  <message>
   <source>Resident</source>
   <translation>居民</translation>
  </message>
  <message>
   <source>Resident  F3</source>
   <translation>居民  F3</translation>
  </message>
  <message>
   <source>Said</source>
   <translation>答复内容</translation>
  </message>
  <message>
   <source>See to it  F4</source>
   <translation>认领  F4</translation>
  </message>
  <message>
   <source>Seen to by</source>
   <translation>认领人</translation>
  </message>
  <message>
   <source>Show  Ctrl+Enter</source>
   <translation>查看  Ctrl+回车</translation>
  </message>
  <message>
   <source>Show the phone  F9</source>
   <translation>看完整电话  F9</translation>
  </message>
  <message>
   <source>Show the phone in full</source>
   <translation>查看完整电话</translation>
  </message>
  <message>
   <source>State</source>
   <translation>状态</translation>
  </message>
  <message>
   <source>The answer goes back to whoever made the demand, word for word.</source>
   <translation>答复会原文转给提出诉求的人。</translation>
  </message>
  <message>
   <source>The answer was returned: {why}</source>
   <translation>答复被退回：{why}</translation>
  </message>
  <message>
   <source>The number stands on the receipt, and in the list on the right.</source>
   <translation>编号在回执上，也在右边的列表里。</translation>
  </message>
  <message>
   <source>Time left</source>
   <translation>剩余时间</translation>
  </message>
  <message>
   <source>Went out</source>
   <translation>送出</translation>
  </message>
  <message>
   <source>What about</source>
   <translation>标题</translation>
  </message>
  <message>
   <source>What is asked</source>
   <translation>诉求内容</translation>
  </message>
  <message>
   <source>Who</source>
   <translation>姓名</translation>
  </message>
  <message>
   <source>Who looked, when and why is kept in the journal.</source>
   <translation>谁在什么时候、为什么查看，都会记入日志。</translation>
  </message>
  <message>
   <source>Whose demand</source>
   <translation>诉求人</translation>
  </message>
  <message>
   <source>Whose demand is it?</source>
   <translation>是哪位居民的诉求？</translation>
  </message>
  <message>
   <source>Whose is it?  F5</source>
   <translation>核对居民  F5</translation>
  </message>
  <message>
   <source>Written</source>
   <translation>答复时间</translation>
  </message>
  <message>
   <source>answer by {due}</source>
   <translation>答复期限{due}</translation>
  </message>
  <message>
   <source>came {at}</source>
   <translation>{at}收到</translation>
  </message>
  <message>
   <source>left with the demand</source>
   <translation>诉求里留的</translation>
  </message>
  <message>
   <source>linked</source>
   <translation>已关联</translation>
  </message>
  <message>
   <source>registered here</source>
   <translation>本站登记的</translation>
  </message>
  <message>
   <source>same phone</source>
   <translation>电话相同</translation>
  </message>
  <message>
   <source>seen to by {name}</source>
   <translation>{name}认领</translation>
  </message>
  <message>
   <source>{n} {n:day|days} late</source>
   <translation>超期{n}天</translation>
  </message>
  <message>
   <source>{n} {n:day|days} left</source>
   <translation>还剩{n}天</translation>
  </message>
  <message>
   <source>{n} {n:demand|demands}</source>
   <translation>共{n}件</translation>
  </message>
  <message>
   <source>{n} {n:hour|hours} late</source>
   <translation>超期{n}小时</translation>
  </message>
  <message>
   <source>{n} {n:hour|hours} left</source>
   <translation>还剩{n}小时</translation>
  </message>
  <message>
   <source>{n} {n:minute|minutes} late</source>
   <translation>超期{n}分钟</translation>
  </message>
  <message>
   <source>{n} {n:minute|minutes} left</source>
   <translation>还剩{n}分钟</translation>
  </message>
  <message>
   <source>↑ ↓ choose · Enter opens · Ctrl+1 … Ctrl+4 which ones · Ctrl+F find · the earliest due stands first</source>
   <translation>↑ ↓ 选择 · 回车打开 · Ctrl+1 至 Ctrl+4 筛选 · Ctrl+F 查找 · 先到期的排在前面</translation>
  </message>
 </context>
</TS>
