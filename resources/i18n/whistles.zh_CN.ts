<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>whistles</name>
  <message>
   <source>A department is on the scene</source>
   <translation>部门到场报到</translation>
  </message>
  <message>
   <source>A department reports its part as done</source>
   <translation>部门反馈办结</translation>
  </message>
  <message>
   <source>All</source>
   <translation>全部</translation>
  </message>
  <message>
   <source>All  Esc</source>
   <translation>返回  Esc</translation>
  </message>
  <message>
   <source>Because</source>
   <translation>理由</translation>
  </message>
  <message>
   <source>Blow  Ctrl+Enter</source>
   <translation>吹哨  Ctrl+回车</translation>
  </message>
  <message>
   <source>Blow a whistle</source>
   <translation>吹哨</translation>
  </message>
  <message>
   <source>Blow a whistle  F4</source>
   <translation>吹哨  F4</translation>
  </message>
  <message>
   <source>Blown</source>
   <translation>吹哨时间</translation>
  </message>
  <message>
   <source>Call  Ctrl+Enter</source>
   <translation>通知  Ctrl+回车</translation>
  </message>
  <message>
   <source>Call another  F7</source>
   <translation>再通知部门  F7</translation>
  </message>
  <message>
   <source>Call another department</source>
   <translation>再通知一个部门</translation>
  </message>
  <message>
   <source>Called</source>
   <translation>通知</translation>
  </message>
  <message>
   <source>Case  F3</source>
   <translation>办件  F3</translation>
  </message>
  <message>
   <source>Check in  Ctrl+Enter</source>
   <translation>报到  Ctrl+回车</translation>
  </message>
  <message>
   <source>Check in  F4</source>
   <translation>报到  F4</translation>
  </message>
  <message>
   <source>Checked in</source>
   <translation>报到</translation>
  </message>
  <message>
   <source>Close  Ctrl+Enter</source>
   <translation>结束  Ctrl+回车</translation>
  </message>
  <message>
   <source>Close  F9</source>
   <translation>结束  F9</translation>
  </message>
  <message>
   <source>Close the whistle</source>
   <translation>结束吹哨</translation>
  </message>
  <message>
   <source>Deal with what came too late  F12</source>
   <translation>处理迟到的记录  F12</translation>
  </message>
  <message>
   <source>Dealt with  Ctrl+Enter</source>
   <translation>已处理  Ctrl+回车</translation>
  </message>
  <message>
   <source>Departments</source>
   <translation>部门</translation>
  </message>
  <message>
   <source>Departments called</source>
   <translation>通知的部门</translation>
  </message>
  <message>
   <source>Departments sign it on the scene. It names the case by its number, no resident.</source>
   <translation>部门在现场签字。单上只写办件编号，不写居民姓名。</translation>
  </message>
  <message>
   <source>Departments stay until it is done: everyone called has reported.</source>
   <translation>事不完、人不走：通知的部门都反馈以后再结束。</translation>
  </message>
  <message>
   <source>Did</source>
   <translation>处置</translation>
  </message>
  <message>
   <source>Going on</source>
   <translation>进行中</translation>
  </message>
  <message>
   <source>Hall</source>
   <translation>大厅</translation>
  </message>
  <message>
   <source>History</source>
   <translation>经过</translation>
  </message>
  <message>
   <source>It was recorded when the whistle was already over, and does not count. Say what was done.</source>
   <translation>登记时吹哨已经结束，没有计入。请写明怎样处理的。</translation>
  </message>
  <message>
   <source>Its grade</source>
   <translation>部门评吹哨</translation>
  </message>
  <message>
   <source>Its own time to be on the scene begins with this call.</source>
   <translation>该部门的到场时限从这次通知算起。</translation>
  </message>
  <message>
   <source>Its time runs from the call to this check-in. One that came uncalled can be typed in.</source>
   <translation>到场用时从通知算到报到。没有通知而自行到场的部门，可以直接填写。</translation>
  </message>
  <message>
   <source>Kind</source>
   <translation>类型</translation>
  </message>
  <message>
   <source>Next  Alt+↓</source>
   <translation>下一件  Alt+↓</translation>
  </message>
  <message>
   <source>No whistle fits.</source>
   <translation>没有符合条件的吹哨。</translation>
  </message>
  <message>
   <source>No whistle is going on. F4 blows one; Ctrl+2 shows those that are over.</source>
   <translation>现在没有进行中的吹哨。按F4吹哨，按Ctrl+2看已结束的。</translation>
  </message>
  <message>
   <source>Nobody is called yet: the hall sees whom to call, or call somebody yourself.</source>
   <translation>还没有通知部门：由大厅决定通知谁，也可以在这里通知。</translation>
  </message>
  <message>
   <source>Note down  Ctrl+Enter</source>
   <translation>登记  Ctrl+回车</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>编号</translation>
  </message>
  <message>
   <source>Number, place, department or words (Ctrl+F)</source>
   <translation>编号、地点、部门或事由（Ctrl+F）</translation>
  </message>
  <message>
   <source>Our grade</source>
   <translation>本站评部门</translation>
  </message>
  <message>
   <source>Over</source>
   <translation>已结束</translation>
  </message>
  <message>
   <source>Over since</source>
   <translation>结束时间</translation>
  </message>
  <message>
   <source>Past the limit and not on the scene: {names}</source>
   <translation>已过时限仍未到场：{names}</translation>
  </message>
  <message>
   <source>Previous  Alt+↑</source>
   <translation>上一件  Alt+↑</translation>
  </message>
  <message>
   <source>Rate  Ctrl+Enter</source>
   <translation>评价  Ctrl+回车</translation>
  </message>
  <message>
   <source>Rate  F8</source>
   <translation>评价  F8</translation>
  </message>
  <message>
   <source>Rate a department, or note how it rates the whistle</source>
   <translation>评价部门，或登记部门对吹哨的评价</translation>
  </message>
  <message>
   <source>Report  Ctrl+Enter</source>
   <translation>反馈  Ctrl+回车</translation>
  </message>
  <message>
   <source>Report  F6</source>
   <translation>反馈  F6</translation>
  </message>
  <message>
   <source>Reported</source>
   <translation>反馈</translation>
  </message>
  <message>
   <source>Result</source>
   <translation>处理结果</translation>
  </message>
  <message>
   <source>Sheet  Ctrl+P</source>
   <translation>吹哨单  Ctrl+P</translation>
  </message>
  <message>
   <source>Stands</source>
   <translation>情况</translation>
  </message>
  <message>
   <source>State</source>
   <translation>状态</translation>
  </message>
  <message>
   <source>The hall said</source>
   <translation>大厅意见</translation>
  </message>
  <message>
   <source>The whistle sheet</source>
   <translation>吹哨单</translation>
  </message>
  <message>
   <source>What a department did</source>
   <translation>部门处置情况</translation>
  </message>
  <message>
   <source>What came of it</source>
   <translation>结果</translation>
  </message>
  <message>
   <source>What came too late</source>
   <translation>迟到的记录</translation>
  </message>
  <message>
   <source>What for</source>
   <translation>事由</translation>
  </message>
  <message>
   <source>What it did  F5</source>
   <translation>处置  F5</translation>
  </message>
  <message>
   <source>Where</source>
   <translation>地点</translation>
  </message>
  <message>
   <source>Whistles</source>
   <translation>吹哨</translation>
  </message>
  <message>
   <source>Without</source>
   <translation>未等部门</translation>
  </message>
  <message>
   <source>all reported</source>
   <translation>都已反馈</translation>
  </message>
  <message>
   <source>all there</source>
   <translation>都已到场</translation>
  </message>
  <message>
   <source>at work</source>
   <translation>处置中</translation>
  </message>
  <message>
   <source>blown {at}</source>
   <translation>{at}吹哨</translation>
  </message>
  <message>
   <source>came {n} min late</source>
   <translation>迟到{n}分钟</translation>
  </message>
  <message>
   <source>checked in {at}</source>
   <translation>{at}报到</translation>
  </message>
  <message>
   <source>for case {number}</source>
   <translation>办件{number}</translation>
  </message>
  <message>
   <source>late by {n} min</source>
   <translation>超时{n}分钟</translation>
  </message>
  <message>
   <source>limit {at}</source>
   <translation>时限{at}</translation>
  </message>
  <message>
   <source>never came</source>
   <translation>始终未到</translation>
  </message>
  <message>
   <source>nobody called yet</source>
   <translation>尚未通知部门</translation>
  </message>
  <message>
   <source>none</source>
   <translation>无</translation>
  </message>
  <message>
   <source>not seen there</source>
   <translation>未见到场</translation>
  </message>
  <message>
   <source>reported {at}</source>
   <translation>{at}反馈</translation>
  </message>
  <message>
   <source>there after {n} min</source>
   <translation>{n}分钟到场</translation>
  </message>
  <message>
   <source>to judge</source>
   <translation>待处理</translation>
  </message>
  <message>
   <source>{at}, to be there by {due}</source>
   <translation>{at}通知，{due}前到场</translation>
  </message>
  <message>
   <source>{n} called, none late</source>
   <translation>通知{n}家，均按时</translation>
  </message>
  <message>
   <source>{n} called, {late} late</source>
   <translation>通知{n}家，{late}家超时</translation>
  </message>
  <message>
   <source>{n} going on, {late} with somebody late</source>
   <translation>进行中{n}件，其中{late}件有部门超时</translation>
  </message>
  <message>
   <source>{n} late</source>
   <translation>{n}家超时</translation>
  </message>
  <message>
   <source>{n} min left</source>
   <translation>还剩{n}分钟</translation>
  </message>
  <message>
   <source>{n} {n:entry|entries} came when the whistle was already over and {n:does|do} not count.</source>
   <translation>有{n}条记录在吹哨结束后才到，没有计入。</translation>
  </message>
  <message>
   <source>{n} {n:whistle|whistles}</source>
   <translation>{n}件</translation>
  </message>
  <message>
   <source>↑ ↓ choose · Enter opens · Ctrl+1 … Ctrl+3 which ones · Ctrl+F find · F4 blows a whistle · the line across a bar is the limit</source>
   <translation>↑ ↓ 选择 · 回车打开 · Ctrl+1 … Ctrl+3 看哪些 · Ctrl+F 查找 · F4 吹哨 · 条上的竖线是到场时限</translation>
  </message>
 </context>
</TS>
