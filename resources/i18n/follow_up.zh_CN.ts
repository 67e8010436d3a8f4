<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>follow_up</name>
  <message>
   <source>80 % used</source>
   <translation>时限已过八成</translation>
  </message>
  <message>
   <source>All</source>
   <translation>全部</translation>
  </message>
  <message>
   <source>Area</source>
   <translation>网格</translation>
  </message>
  <message>
   <source>Awaits a report</source>
   <translation>待反馈</translation>
  </message>
  <message>
   <source>Awaits a yes</source>
   <translation>待接单</translation>
  </message>
  <message>
   <source>Back office</source>
   <translation>转办催办</translation>
  </message>
  <message>
   <source>Board</source>
   <translation>总览</translation>
  </message>
  <message>
   <source>Call back</source>
   <translation>待回访</translation>
  </message>
  <message>
   <source>Call back after a bad rating</source>
   <translation>差评回访</translation>
  </message>
  <message>
   <source>Call-backs</source>
   <translation>差评回访</translation>
  </message>
  <message>
   <source>Called back  F8</source>
   <translation>已回访  F8</translation>
  </message>
  <message>
   <source>Case</source>
   <translation>编号</translation>
  </message>
  <message>
   <source>Category</source>
   <translation>类别</translation>
  </message>
  <message>
   <source>Clock stopped</source>
   <translation>计时暂停</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>可办结</translation>
  </message>
  <message>
   <source>Close  F8</source>
   <translation>办结  F8</translation>
  </message>
  <message>
   <source>Closed this week</source>
   <translation>本周办结</translation>
  </message>
  <message>
   <source>Dispatch</source>
   <translation>待派单</translation>
  </message>
  <message>
   <source>Dispatch again</source>
   <translation>待改派</translation>
  </message>
  <message>
   <source>Due</source>
   <translation>到期</translation>
  </message>
  <message>
   <source>Due today</source>
   <translation>今日到期</translation>
  </message>
  <message>
   <source>Enter shows the person's board, where cases can be marked and handed over.</source>
   <translation>回车查看此人名下的办件，可在那里勾选并移交。</translation>
  </message>
  <message>
   <source>Faulty  F7</source>
   <translation>有问题  F7</translation>
  </message>
  <message>
   <source>Found</source>
   <translation>抽查结果</translation>
  </message>
  <message>
   <source>From left to right: overdue, due today, due this week, later.</source>
   <translation>从左到右依次为：已超期、今日到期、本周到期、以后到期。</translation>
  </message>
  <message>
   <source>Go and look</source>
   <translation>待上门核实</translation>
  </message>
  <message>
   <source>Good work  F6</source>
   <translation>合格  F6</translation>
  </message>
  <message>
   <source>Government</source>
   <translation>政务</translation>
  </message>
  <message>
   <source>Hand over</source>
   <translation>移交办件</translation>
  </message>
  <message>
   <source>Hand over  Ctrl+Enter</source>
   <translation>移交  Ctrl+回车</translation>
  </message>
  <message>
   <source>Hand over  F6</source>
   <translation>移交  F6</translation>
  </message>
  <message>
   <source>In time</source>
   <translation>时限内</translation>
  </message>
  <message>
   <source>Life</source>
   <translation>生活</translation>
  </message>
  <message>
   <source>Mark all  Ctrl+A</source>
   <translation>全部勾选  Ctrl+A</translation>
  </message>
  <message>
   <source>Marked</source>
   <translation>勾选</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>姓名</translation>
  </message>
  <message>
   <source>Narrow the board</source>
   <translation>筛选条件</translation>
  </message>
  <message>
   <source>No open case fits.</source>
   <translation>没有符合条件的在办件。</translation>
  </message>
  <message>
   <source>No promise yet</source>
   <translation>尚未计时</translation>
  </message>
  <message>
   <source>Nobody has an open case.</source>
   <translation>目前没有人名下有在办件。</translation>
  </message>
  <message>
   <source>Nobody waits for a call after a bad rating.</source>
   <translation>没有待回访的差评。</translation>
  </message>
  <message>
   <source>None</source>
   <translation>无</translation>
  </message>
  <message>
   <source>Not done: {what}</source>
   <translation>未能办理：{what}</translation>
  </message>
  <message>
   <source>Not said</source>
   <translation>未注明</translation>
  </message>
  <message>
   <source>Nothing to transfer and nothing to chase.</source>
   <translation>没有待转办、待催办的事。</translation>
  </message>
  <message>
   <source>Nothing was closed in the last seven days.</source>
   <translation>最近七天没有办结的件。</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>在办</translation>
  </message>
  <message>
   <source>Open cases by person</source>
   <translation>各人在办件</translation>
  </message>
  <message>
   <source>Open cases by time left</source>
   <translation>在办件时限分布</translation>
  </message>
  <message>
   <source>Overdue</source>
   <translation>已超期</translation>
  </message>
  <message>
   <source>Owner</source>
   <translation>承办人</translation>
  </message>
  <message>
   <source>Owner has left</source>
   <translation>承办人已离岗</translation>
  </message>
  <message>
   <source>Party-masses</source>
   <translation>党群</translation>
  </message>
  <message>
   <source>Past its promise</source>
   <translation>已过承诺日</translation>
  </message>
  <message>
   <source>Process</source>
   <translation>流程</translation>
  </message>
  <message>
   <source>Promise runs out</source>
   <translation>临近承诺日</translation>
  </message>
  <message>
   <source>Promises</source>
   <translation>时限</translation>
  </message>
  <message>
   <source>Public</source>
   <translation>公益</translation>
  </message>
  <message>
   <source>Quality</source>
   <translation>抽查回访</translation>
  </message>
  <message>
   <source>Recorded.</source>
   <translation>已记录。</translation>
  </message>
  <message>
   <source>Resident</source>
   <translation>居民</translation>
  </message>
  <message>
   <source>Sample of closed cases</source>
   <translation>办结件抽查</translation>
  </message>
  <message>
   <source>Show all  Esc</source>
   <translation>显示全部  Esc</translation>
  </message>
  <message>
   <source>Show this person's board  F6</source>
   <translation>查看此人办件  F6</translation>
  </message>
  <message>
   <source>Space marks · Ctrl+A marks all that fit · Enter opens · Tab to the lists</source>
   <translation>空格勾选 · Ctrl+A 全部勾选 · 回车打开 · Tab 到筛选栏</translation>
  </message>
  <message>
   <source>Stands at</source>
   <translation>当前环节</translation>
  </message>
  <message>
   <source>State</source>
   <translation>状态</translation>
  </message>
  <message>
   <source>The sample is drawn by the day alone, the same for everybody. Enter opens a case.</source>
   <translation>样本按日期随机抽取，谁来抽结果都一样。回车打开办件。</translation>
  </message>
  <message>
   <source>This week</source>
   <translation>本周到期</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>时限</translation>
  </message>
  <message>
   <source>Time left</source>
   <translation>剩余时间</translation>
  </message>
  <message>
   <source>To chase</source>
   <translation>待催办</translation>
  </message>
  <message>
   <source>To do</source>
   <translation>要办的事</translation>
  </message>
  <message>
   <source>To transfer</source>
   <translation>待转办</translation>
  </message>
  <message>
   <source>Urge  F7</source>
   <translation>催办  F7</translation>
  </message>
  <message>
   <source>What about</source>
   <translation>事由</translation>
  </message>
  <message>
   <source>What was found, or what came of the call</source>
   <translation>抽查情况或回访结果</translation>
  </message>
  <message>
   <source>Whistle: chase</source>
   <translation>吹哨：跟进</translation>
  </message>
  <message>
   <source>Whistle: not there yet</source>
   <translation>吹哨：超时未到</translation>
  </message>
  <message>
   <source>Who</source>
   <translation>承办方</translation>
  </message>
  <message>
   <source>Without an owner</source>
   <translation>无承办人</translation>
  </message>
  <message>
   <source>Workload</source>
   <translation>工作量</translation>
  </message>
  <message>
   <source>Works here</source>
   <translation>在岗情况</translation>
  </message>
  <message>
   <source>and {n} more</source>
   <translation>另有{n}件</translation>
  </message>
  <message>
   <source>faulty</source>
   <translation>有问题</translation>
  </message>
  <message>
   <source>good</source>
   <translation>合格</translation>
  </message>
  <message>
   <source>in {n} h</source>
   <translation>还有{n}小时</translation>
  </message>
  <message>
   <source>in {n} min</source>
   <translation>还有{n}分钟</translation>
  </message>
  <message>
   <source>in {n} {n:day|days}</source>
   <translation>还有{n}天</translation>
  </message>
  <message>
   <source>takes no cases</source>
   <translation>不承接办件</translation>
  </message>
  <message>
   <source>today</source>
   <translation>今天</translation>
  </message>
  <message>
   <source>{n} h late</source>
   <translation>超期{n}小时</translation>
  </message>
  <message>
   <source>{n} marked</source>
   <translation>已勾选{n}件</translation>
  </message>
  <message>
   <source>{n} min late</source>
   <translation>超期{n}分钟</translation>
  </message>
  <message>
   <source>{n} open {n:case|cases}</source>
   <translation>在办{n}件</translation>
  </message>
  <message>
   <source>{n} {n:case changes|cases change} hands.</source>
   <translation>将移交{n}件。</translation>
  </message>
  <message>
   <source>{n} {n:case is|cases are} closed.</source>
   <translation>已办结{n}件。</translation>
  </message>
  <message>
   <source>{n} {n:case is|cases are} {name}'s now.</source>
   <translation>{n}件已移交给{name}。</translation>
  </message>
  <message>
   <source>{n} {n:day|days} late</source>
   <translation>超期{n}天</translation>
  </message>
  <message>
   <source>{owner} is urged about {number}.</source>
   <translation>已就{number}向{owner}催办。</translation>
  </message>
  <message>
   <source>↑ ↓ choose · Enter opens · F7 urges the owner · the earliest due stands first</source>
   <translation>↑ ↓ 选择 · 回车打开 · F7 催办承办人 · 先到期的排在前面</translation>
  </message>
 </context>
</TS>
