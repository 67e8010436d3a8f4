<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>partners</name>
  <message>
   <source>A new partner</source>
   <translation>登记新伙伴</translation>
  </message>
  <message>
   <source>Address</source>
   <translation>地址</translation>
  </message>
  <message>
   <source>Agencies</source>
   <translation>机构</translation>
  </message>
  <message>
   <source>Agency</source>
   <translation>机构</translation>
  </message>
  <message>
   <source>All</source>
   <translation>全部</translation>
  </message>
  <message>
   <source>All partners  Esc</source>
   <translation>全部伙伴  Esc</translation>
  </message>
  <message>
   <source>Ask it again  F8</source>
   <translation>恢复  F8</translation>
  </message>
  <message>
   <source>Ask it no longer</source>
   <translation>停用</translation>
  </message>
  <message>
   <source>Ask it no longer  F8</source>
   <translation>停用  F8</translation>
  </message>
  <message>
   <source>Case</source>
   <translation>办件</translation>
  </message>
  <message>
   <source>Close  Ctrl+Enter</source>
   <translation>停用  Ctrl+回车</translation>
  </message>
  <message>
   <source>Closed too</source>
   <translation>含停用</translation>
  </message>
  <message>
   <source>Contact</source>
   <translation>联系人</translation>
  </message>
  <message>
   <source>Contract</source>
   <translation>协议</translation>
  </message>
  <message>
   <source>Contract and particulars</source>
   <translation>协议与登记信息</translation>
  </message>
  <message>
   <source>Correct  F4</source>
   <translation>更正  F4</translation>
  </message>
  <message>
   <source>Correct {name}</source>
   <translation>更正：{name}</translation>
  </message>
  <message>
   <source>Credit code</source>
   <translation>信用代码</translation>
  </message>
  <message>
   <source>Grade</source>
   <translation>评价</translation>
  </message>
  <message>
   <source>History</source>
   <translation>经过</translation>
  </message>
  <message>
   <source>Hours</source>
   <translation>营业时间</translation>
  </message>
  <message>
   <source>How it is reached</source>
   <translation>联系方式</translation>
  </message>
  <message>
   <source>It has no open task. It can be opened again at any time.</source>
   <translation>没有未办完的单。停用后随时可以恢复。</translation>
  </message>
  <message>
   <source>It still has {n} open {n:task; it waits|tasks; they wait} for its report.</source>
   <translation>还有{n}单没办完，等它反馈。</translation>
  </message>
  <message>
   <source>Kind</source>
   <translation>类别</translation>
  </message>
  <message>
   <source>Leave as it was  Esc</source>
   <translation>不改了  Esc</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>名称</translation>
  </message>
  <message>
   <source>Name, service, contact or phone (Ctrl+F)</source>
   <translation>名称、服务、联系人、电话（Ctrl+F）</translation>
  </message>
  <message>
   <source>New  Ctrl+N</source>
   <translation>登记  Ctrl+N</translation>
  </message>
  <message>
   <source>Next  Alt+↓</source>
   <translation>下一家  Alt+↓</translation>
  </message>
  <message>
   <source>No longer asked since {at}: {reason}</source>
   <translation>{at}起停用：{reason}</translation>
  </message>
  <message>
   <source>Nobody fits. Ctrl+1 shows the whole directory.</source>
   <translation>没有符合的单位。按Ctrl+1看全部名录。</translation>
  </message>
  <message>
   <source>Nothing was asked of it in the last year.</source>
   <translation>近一年没有派过单。</translation>
  </message>
  <message>
   <source>Nothing was asked of it yet.</source>
   <translation>还没有派过单。</translation>
  </message>
  <message>
   <source>Now</source>
   <translation>此刻</translation>
  </message>
  <message>
   <source>Open now</source>
   <translation>正在营业</translation>
  </message>
  <message>
   <source>Open tasks</source>
   <translation>在办单</translation>
  </message>
  <message>
   <source>Outlet</source>
   <translation>网点</translation>
  </message>
  <message>
   <source>Outlets</source>
   <translation>网点</translation>
  </message>
  <message>
   <source>Partners</source>
   <translation>伙伴单位</translation>
  </message>
  <message>
   <source>Phone</source>
   <translation>联系电话</translation>
  </message>
  <message>
   <source>Previous  Alt+↑</source>
   <translation>上一家  Alt+↑</translation>
  </message>
  <message>
   <source>Price</source>
   <translation>收费标准</translation>
  </message>
  <message>
   <source>Remark</source>
   <translation>备注</translation>
  </message>
  <message>
   <source>Reply by</source>
   <translation>反馈期限</translation>
  </message>
  <message>
   <source>Save  Ctrl+Enter</source>
   <translation>保存  Ctrl+回车</translation>
  </message>
  <message>
   <source>Serves</source>
   <translation>服务范围</translation>
  </message>
  <message>
   <source>Services</source>
   <translation>服务项目</translation>
  </message>
  <message>
   <source>Since</source>
   <translation>登记时间</translation>
  </message>
  <message>
   <source>State</source>
   <translation>状态</translation>
  </message>
  <message>
   <source>Tasks</source>
   <translation>派单</translation>
  </message>
  <message>
   <source>Tasks by month and appraisals by grade</source>
   <translation>各月派单和各档评价</translation>
  </message>
  <message>
   <source>The contract is over: renew it, or close the organisation.</source>
   <translation>协议已经到期，请续签，或者停用这家单位。</translation>
  </message>
  <message>
   <source>The last year</source>
   <translation>近一年</translation>
  </message>
  <message>
   <source>Unit</source>
   <translation>单位</translation>
  </message>
  <message>
   <source>Units</source>
   <translation>单位</translation>
  </message>
  <message>
   <source>Until</source>
   <translation>到期日</translation>
  </message>
  <message>
   <source>Volunteers</source>
   <translation>志愿</translation>
  </message>
  <message>
   <source>What about</source>
   <translation>办什么</translation>
  </message>
  <message>
   <source>What it offers</source>
   <translation>服务内容</translation>
  </message>
  <message>
   <source>closed, opens {at}</source>
   <translation>休息中，{at}开门</translation>
  </message>
  <message>
   <source>contract ends today</source>
   <translation>协议今天到期</translation>
  </message>
  <message>
   <source>contract over for {n} {n:day|days}</source>
   <translation>协议已到期{n}天</translation>
  </message>
  <message>
   <source>contract: {n} {n:day|days} left</source>
   <translation>协议还有{n}天</translation>
  </message>
  <message>
   <source>grade {grade}: {n} {n:time|times}</source>
   <translation>{grade}分：{n}次</translation>
  </message>
  <message>
   <source>no longer asked</source>
   <translation>已停用</translation>
  </message>
  <message>
   <source>none</source>
   <translation>没有签</translation>
  </message>
  <message>
   <source>not appraised yet</source>
   <translation>还没有评价</translation>
  </message>
  <message>
   <source>not entered yet</source>
   <translation>还没有填</translation>
  </message>
  <message>
   <source>not known</source>
   <translation>不清楚</translation>
  </message>
  <message>
   <source>open day and night</source>
   <translation>昼夜营业</translation>
  </message>
  <message>
   <source>open until {at}</source>
   <translation>营业中，到{at}</translation>
  </message>
  <message>
   <source>the whole community</source>
   <translation>全社区</translation>
  </message>
  <message>
   <source>{grade} of 5 ({n} {n:time|times})</source>
   <translation>评价{grade}分（{n}次）</translation>
  </message>
  <message>
   <source>{month}: {tasks} {tasks:task|tasks}, {late} late, {refused} refused</source>
   <translation>{month}：派单{tasks}件，超期{late}件，拒单{refused}件</translation>
  </message>
  <message>
   <source>{n} done</source>
   <translation>办完{n}件</translation>
  </message>
  <message>
   <source>{n} late</source>
   <translation>超期{n}件</translation>
  </message>
  <message>
   <source>{n} of its tasks are open. They stay so until it reports or they are taken back.</source>
   <translation>还有{n}单没办完，停用后照常等它反馈，也可以收回。</translation>
  </message>
  <message>
   <source>{n} refused</source>
   <translation>拒单{n}件</translation>
  </message>
  <message>
   <source>{n} {n:day|days} each</source>
   <translation>平均{n}天</translation>
  </message>
  <message>
   <source>{n} {n:partner|partners}</source>
   <translation>{n}家</translation>
  </message>
  <message>
   <source>{n} {n:task|tasks}</source>
   <translation>派单{n}件</translation>
  </message>
  <message>
   <source>↑ ↓ choose · Enter opens · Ctrl+1 … Ctrl+5 which kind · Ctrl+6 open now · Ctrl+7 closed too · Ctrl+F find</source>
   <translation>↑ ↓ 选择 · 回车打开 · Ctrl+1 … Ctrl+5 类别 · Ctrl+6 正在营业 · Ctrl+7 含停用 · Ctrl+F 查找</translation>
  </message>
 </context>
</TS>
