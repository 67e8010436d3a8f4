<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>queue</name>
  <message>
   <source>(copy {n})</source>
   <translation>（第{n}份）</translation>
  </message>
  <message>
   <source>Acting for them: {agent}</source>
   <translation>代办人：{agent}</translation>
  </message>
  <message>
   <source>All</source>
   <translation>全部</translation>
  </message>
  <message>
   <source>All cases  Esc</source>
   <translation>返回  Esc</translation>
  </message>
  <message>
   <source>All categories</source>
   <translation>全部类别</translation>
  </message>
  <message>
   <source>All is put right: the case goes to the hall again.</source>
   <translation>已全部补正，再次报送大厅。</translation>
  </message>
  <message>
   <source>Answers</source>
   <translation>填报内容</translation>
  </message>
  <message>
   <source>Appointment</source>
   <translation>约定</translation>
  </message>
  <message>
   <source>Area</source>
   <translation>网格</translation>
  </message>
  <message>
   <source>Ask the resident</source>
   <translation>请居民评价</translation>
  </message>
  <message>
   <source>Before it can be closed</source>
   <translation>办结前还要</translation>
  </message>
  <message>
   <source>Blow the whistle</source>
   <translation>吹哨</translation>
  </message>
  <message>
   <source>By due day</source>
   <translation>按到期日</translation>
  </message>
  <message>
   <source>By law this case counts as accepted on the day it was received, {day}: {names} was lacking from the first day and no notice had named it. The time runs from that day; the resident must not be made to wait for this.</source>
   <translation>法律上以首次收件之日（{day}）为受理之日：{names}首次收件时就不齐，当时的告知书没有写明。办理期限从那一天算起，不能因此让居民多等。</translation>
  </message>
  <message>
   <source>By receipt</source>
   <translation>按收件时间</translation>
  </message>
  <message>
   <source>C copy</source>
   <translation>C 复印件</translation>
  </message>
  <message>
   <source>Call back by</source>
   <translation>最迟回访</translation>
  </message>
  <message>
   <source>Called back</source>
   <translation>差评回访</translation>
  </message>
  <message>
   <source>Called the resident</source>
   <translation>电话回访</translation>
  </message>
  <message>
   <source>Came about</source>
   <translation>来源</translation>
  </message>
  <message>
   <source>Cases</source>
   <translation>办件</translation>
  </message>
  <message>
   <source>Category</source>
   <translation>类别</translation>
  </message>
  <message>
   <source>Clear filters  Ctrl+0</source>
   <translation>清除筛选  Ctrl+0</translation>
  </message>
  <message>
   <source>Clock goes on  F7</source>
   <translation>恢复计时  F7</translation>
  </message>
  <message>
   <source>Clock stopped</source>
   <translation>暂停计时</translation>
  </message>
  <message>
   <source>Complete  Ctrl+Enter</source>
   <translation>办结  Ctrl+回车</translation>
  </message>
  <message>
   <source>Complete  F6</source>
   <translation>办结  F6</translation>
  </message>
  <message>
   <source>Complete the case</source>
   <translation>办结</translation>
  </message>
  <message>
   <source>Contact</source>
   <translation>联系人</translation>
  </message>
  <message>
   <source>Delivery</source>
   <translation>送达方式</translation>
  </message>
  <message>
   <source>Dispatch</source>
   <translation>派单</translation>
  </message>
  <message>
   <source>Do it</source>
   <translation>办理</translation>
  </message>
  <message>
   <source>Do it  Ctrl+Enter</source>
   <translation>确定  Ctrl+回车</translation>
  </message>
  <message>
   <source>Do not accept  Ctrl+Enter</source>
   <translation>不予受理  Ctrl+回车</translation>
  </message>
  <message>
   <source>Do not accept the case</source>
   <translation>不予受理</translation>
  </message>
  <message>
   <source>Documents</source>
   <translation>材料</translation>
  </message>
  <message>
   <source>Documents came in</source>
   <translation>补交材料</translation>
  </message>
  <message>
   <source>Documents came in  F4</source>
   <translation>补交材料  F4</translation>
  </message>
  <message>
   <source>Due</source>
   <translation>最迟办结</translation>
  </message>
  <message>
   <source>Due this week  Alt+W</source>
   <translation>本周到期  Alt+W</translation>
  </message>
  <message>
   <source>Enter a rating</source>
   <translation>录入评价</translation>
  </message>
  <message>
   <source>Everyone</source>
   <translation>全部收件人</translation>
  </message>
  <message>
   <source>Everything is there: the case is accepted.</source>
   <translation>材料齐了，已经受理。</translation>
  </message>
  <message>
   <source>For what was entered by mistake. The case stays on record and its number is never used again.</source>
   <translation>用于录错的件。记录会保留，编号不再使用。</translation>
  </message>
  <message>
   <source>Given to</source>
   <translation>派单情况</translation>
  </message>
  <message>
   <source>Go on  Ctrl+Enter</source>
   <translation>恢复计时  Ctrl+回车</translation>
  </message>
  <message>
   <source>Gone to look</source>
   <translation>上门核实</translation>
  </message>
  <message>
   <source>Government services</source>
   <translation>政务（基本公共）服务</translation>
  </message>
  <message>
   <source>Hand over</source>
   <translation>移交</translation>
  </message>
  <message>
   <source>Handling</source>
   <translation>承办情况</translation>
  </message>
  <message>
   <source>History</source>
   <translation>办理过程</translation>
  </message>
  <message>
   <source>How it was counted</source>
   <translation>期限怎样算的</translation>
  </message>
  <message>
   <source>In the resident's words</source>
   <translation>居民意见</translation>
  </message>
  <message>
   <source>It will be here by</source>
   <translation>最迟哪天补交</translation>
  </message>
  <message>
   <source>Item</source>
   <translation>事项</translation>
  </message>
  <message>
   <source>Item: name or initials (Alt+I)</source>
   <translation>事项：名称或简拼（Alt+I）</translation>
  </message>
  <message>
   <source>L later</source>
   <translation>L 后补</translation>
  </message>
  <message>
   <source>Lane</source>
   <translation>办理方式</translation>
  </message>
  <message>
   <source>Lane and need</source>
   <translation>分类</translation>
  </message>
  <message>
   <source>Legal limit</source>
   <translation>法定时限</translation>
  </message>
  <message>
   <source>Let the clock go on</source>
   <translation>恢复计时</translation>
  </message>
  <message>
   <source>Life services</source>
   <translation>生活便民服务</translation>
  </message>
  <message>
   <source>M missing</source>
   <translation>M 未交</translation>
  </message>
  <message>
   <source>Make the case void</source>
   <translation>作废</translation>
  </message>
  <message>
   <source>Make void  Ctrl+Enter</source>
   <translation>作废  Ctrl+回车</translation>
  </message>
  <message>
   <source>Mark what came in first: O original, C copy, …</source>
   <translation>请先标出交来了什么：O 原件、C 复印件…</translation>
  </message>
  <message>
   <source>N not needed</source>
   <translation>N 不需要</translation>
  </message>
  <message>
   <source>Need</source>
   <translation>需求类别</translation>
  </message>
  <message>
   <source>Next  Alt+↓</source>
   <translation>下一件  Alt+↓</translation>
  </message>
  <message>
   <source>No case fits. Ctrl+8 shows all cases.</source>
   <translation>没有符合条件的件。按 Ctrl+8 看全部。</translation>
  </message>
  <message>
   <source>Not accepted  F9</source>
   <translation>不予受理  F9</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>备注</translation>
  </message>
  <message>
   <source>Notice of acceptance</source>
   <translation>受理通知书</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>编号</translation>
  </message>
  <message>
   <source>Number or resident (Ctrl+F)</source>
   <translation>编号或居民（Ctrl+F）</translation>
  </message>
  <message>
   <source>O original</source>
   <translation>O 原件</translation>
  </message>
  <message>
   <source>One-time notice</source>
   <translation>一次性告知书</translation>
  </message>
  <message>
   <source>One-time notices</source>
   <translation>已出的一次性告知书</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>在办</translation>
  </message>
  <message>
   <source>Open again</source>
   <translation>重新办理</translation>
  </message>
  <message>
   <source>Organisation</source>
   <translation>承办单位</translation>
  </message>
  <message>
   <source>Outcome</source>
   <translation>办理结果</translation>
  </message>
  <message>
   <source>Overdue  Alt+O</source>
   <translation>已超期  Alt+O</translation>
  </message>
  <message>
   <source>Owner</source>
   <translation>承办人</translation>
  </message>
  <message>
   <source>Papers</source>
   <translation>出具文书</translation>
  </message>
  <message>
   <source>Papers  Ctrl+P</source>
   <translation>出具文书  Ctrl+P</translation>
  </message>
  <message>
   <source>Papers handed over</source>
   <translation>已出的文书</translation>
  </message>
  <message>
   <source>Party-masses services</source>
   <translation>党务服务</translation>
  </message>
  <message>
   <source>Plan a visit</source>
   <translation>安排上门</translation>
  </message>
  <message>
   <source>Previous  Alt+↑</source>
   <translation>上一件  Alt+↑</translation>
  </message>
  <message>
   <source>Promise</source>
   <translation>办理时限</translation>
  </message>
  <message>
   <source>Promised by {day}</source>
   <translation>承诺{day}前办结</translation>
  </message>
  <message>
   <source>Promised limit</source>
   <translation>承诺时限</translation>
  </message>
  <message>
   <source>Public services</source>
   <translation>公益志愿服务</translation>
  </message>
  <message>
   <source>Put off</source>
   <translation>延期</translation>
  </message>
  <message>
   <source>Put right what the hall found wrong</source>
   <translation>补正大厅指出的问题</translation>
  </message>
  <message>
   <source>Rating</source>
   <translation>评价</translation>
  </message>
  <message>
   <source>Reason</source>
   <translation>理由</translation>
  </message>
  <message>
   <source>Received</source>
   <translation>收件</translation>
  </message>
  <message>
   <source>Received by</source>
   <translation>收件人</translation>
  </message>
  <message>
   <source>Received {at} by {name}</source>
   <translation>{name}于{at}收件</translation>
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
   <source>Resident's rating</source>
   <translation>居民评价</translation>
  </message>
  <message>
   <source>Result</source>
   <translation>结果</translation>
  </message>
  <message>
   <source>Save what came in  Ctrl+Enter</source>
   <translation>保存  Ctrl+回车</translation>
  </message>
  <message>
   <source>Send  Ctrl+Enter</source>
   <translation>派出  Ctrl+回车</translation>
  </message>
  <message>
   <source>Send back</source>
   <translation>退回承办人</translation>
  </message>
  <message>
   <source>Somebody who is not in the directory, or a department</source>
   <translation>名录以外的单位或部门</translation>
  </message>
  <message>
   <source>Stands at: {step}</source>
   <translation>当前环节：{step}</translation>
  </message>
  <message>
   <source>State</source>
   <translation>状态</translation>
  </message>
  <message>
   <source>Still open</source>
   <translation>尚有未了事项</translation>
  </message>
  <message>
   <source>Stop the clock</source>
   <translation>暂停计时</translation>
  </message>
  <message>
   <source>Stop the clock  Ctrl+Enter</source>
   <translation>暂停计时  Ctrl+回车</translation>
  </message>
  <message>
   <source>Stop the clock  F7</source>
   <translation>暂停计时  F7</translation>
  </message>
  <message>
   <source>Submit again  Ctrl+Enter</source>
   <translation>再次报送  Ctrl+回车</translation>
  </message>
  <message>
   <source>Submit again  F5</source>
   <translation>再次报送  F5</translation>
  </message>
  <message>
   <source>Take back  Ctrl+Enter</source>
   <translation>撤回  Ctrl+回车</translation>
  </message>
  <message>
   <source>Taken back  F8</source>
   <translation>居民撤回  F8</translation>
  </message>
  <message>
   <source>The case goes to the hall again, and its clock goes on.</source>
   <translation>补正后再次报送大厅，办理期限继续计算。</translation>
  </message>
  <message>
   <source>The documents are recorded.</source>
   <translation>材料已经记下。</translation>
  </message>
  <message>
   <source>The promised day is worked out again, without the days of the pause.</source>
   <translation>承诺的日期会重新推算，暂停的天数不计在内。</translation>
  </message>
  <message>
   <source>The promised day moves by the working days the clock stands still.</source>
   <translation>恢复计时后，承诺的日期按暂停的工作日顺延。</translation>
  </message>
  <message>
   <source>The resident gets a notice of non-acceptance with this reason.</source>
   <translation>这个理由会写进交给居民的不予受理通知书。</translation>
  </message>
  <message>
   <source>The resident takes the request back</source>
   <translation>居民撤回</translation>
  </message>
  <message>
   <source>The time runs once all documents are in.</source>
   <translation>材料收齐后开始计算。</translation>
  </message>
  <message>
   <source>Their answer</source>
   <translation>对方回复</translation>
  </message>
  <message>
   <source>Tick whom to ask.</source>
   <translation>请勾选派给谁。</translation>
  </message>
  <message>
   <source>Time left</source>
   <translation>还剩</translation>
  </message>
  <message>
   <source>Urge</source>
   <translation>催办</translation>
  </message>
  <message>
   <source>Urged</source>
   <translation>催办</translation>
  </message>
  <message>
   <source>Void  F10</source>
   <translation>作废  F10</translation>
  </message>
  <message>
   <source>W wrong</source>
   <translation>W 不合要求</translation>
  </message>
  <message>
   <source>What came of the call</source>
   <translation>回访结果</translation>
  </message>
  <message>
   <source>What is wrong with it?</source>
   <translation>哪里不合要求？</translation>
  </message>
  <message>
   <source>When</source>
   <translation>时间</translation>
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
   <source>Write a day after today, for example 2026-12-31.</source>
   <translation>请填今天以后的日期，例如 2026-12-31。</translation>
  </message>
  <message>
   <source>by {day}</source>
   <translation>{day}前反馈</translation>
  </message>
  <message>
   <source>clock stopped</source>
   <translation>暂停计时</translation>
  </message>
  <message>
   <source>due today</source>
   <translation>今天到期</translation>
  </message>
  <message>
   <source>overdue</source>
   <translation>已超期</translation>
  </message>
  <message>
   <source>urgent</source>
   <translation>紧急</translation>
  </message>
  <message>
   <source>{number}: blown {at}, {there} of {n} {n:department|departments} there</source>
   <translation>{number}：{at}吹哨，{n}个部门到了{there}个</translation>
  </message>
  <message>
   <source>{n} calendar {n:day|days} late</source>
   <translation>超期{n}个自然日</translation>
  </message>
  <message>
   <source>{n} calendar {n:day|days} left</source>
   <translation>剩{n}个自然日</translation>
  </message>
  <message>
   <source>{n} working {n:day|days} late</source>
   <translation>超期{n}个工作日</translation>
  </message>
  <message>
   <source>{n} working {n:day|days} left</source>
   <translation>剩{n}个工作日</translation>
  </message>
  <message>
   <source>{n} yuan</source>
   <translation>{n}元</translation>
  </message>
  <message>
   <source>{n} {n:case|cases}</source>
   <translation>{n}件</translation>
  </message>
  <message>
   <source>{n} {n:document is|documents are} still lacking. Hand over a new one-time notice.</source>
   <translation>还有{n}份材料不齐，请出具新的一次性告知书。</translation>
  </message>
  <message>
   <source>{n} {n:point|points} of the hall still to be put right.</source>
   <translation>大厅指出的问题还有{n}处没有补正。</translation>
  </message>
  <message>
   <source>{n} {n:time|times}</source>
   <translation>{n}次</translation>
  </message>
  <message>
   <source>{n}+ cases</source>
   <translation>{n}件以上</translation>
  </message>
  <message>
   <source>↑ ↓ choose · Enter opens · Ctrl+1 … Ctrl+8 states · Ctrl+F number or resident · Alt+D by due day · Alt+R by receipt</source>
   <translation>↑ ↓ 选择 · 回车打开 · Ctrl+1 至 Ctrl+8 状态 · Ctrl+F 编号或居民 · Alt+D 按到期日 · Alt+R 按收件时间</translation>
  </message>
 </context>
</TS>
