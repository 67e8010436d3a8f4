<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>individuals</name>
  <message>
   <source>Accept  Ctrl+Enter</source>
   <translation>受理  Ctrl+回车</translation>
  </message>
  <message>
   <source>Accepted</source>
   <translation>受理日期</translation>
  </message>
  <message>
   <source>Add a goal</source>
   <translation>加目标</translation>
  </message>
  <message>
   <source>Add a measure</source>
   <translation>加措施</translation>
  </message>
  <message>
   <source>All cases  Esc</source>
   <translation>返回列表  Esc</translation>
  </message>
  <message>
   <source>All open</source>
   <translation>全部未结</translation>
  </message>
  <message>
   <source>Application and diagnosis</source>
   <translation>申请与诊断</translation>
  </message>
  <message>
   <source>Asked for because</source>
   <translation>申请事由</translation>
  </message>
  <message>
   <source>Begin a case  F4</source>
   <translation>受理个案  F4</translation>
  </message>
  <message>
   <source>Begin an individual case (step 1: application)</source>
   <translation>受理个案（第一步：申请受理）</translation>
  </message>
  <message>
   <source>Carried out</source>
   <translation>记完成</translation>
  </message>
  <message>
   <source>Carry out {n} {n:measure|measures}</source>
   <translation>实施措施（剩{n}项）</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>结案评估</translation>
  </message>
  <message>
   <source>Close and evaluate</source>
   <translation>结案评估</translation>
  </message>
  <message>
   <source>Closed</source>
   <translation>已结案</translation>
  </message>
  <message>
   <source>Closed on</source>
   <translation>结案时间</translation>
  </message>
  <message>
   <source>Closure and evaluation</source>
   <translation>结案评估</translation>
  </message>
  <message>
   <source>Diagnosis</source>
   <translation>调查诊断</translation>
  </message>
  <message>
   <source>Due</source>
   <translation>期限</translation>
  </message>
  <message>
   <source>Goal and measures</source>
   <translation>目标和措施</translation>
  </message>
  <message>
   <source>Grew out of case</source>
   <translation>由办件转来</translation>
  </message>
  <message>
   <source>Hand over</source>
   <translation>移交</translation>
  </message>
  <message>
   <source>History</source>
   <translation>经过</translation>
  </message>
  <message>
   <source>Individual cases</source>
   <translation>个案</translation>
  </message>
  <message>
   <source>Investigate and diagnose</source>
   <translation>调查诊断</translation>
  </message>
  <message>
   <source>Judge a goal</source>
   <translation>评定目标</translation>
  </message>
  <message>
   <source>Judge the goals</source>
   <translation>评定目标</translation>
  </message>
  <message>
   <source>Led by</source>
   <translation>牵头</translation>
  </message>
  <message>
   <source>Left open</source>
   <translation>未办完的</translation>
  </message>
  <message>
   <source>Make the plan</source>
   <translation>制定计划</translation>
  </message>
  <message>
   <source>Mine</source>
   <translation>我负责的</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>下一步</translation>
  </message>
  <message>
   <source>Next  Alt+↓</source>
   <translation>下一个  Alt+↓</translation>
  </message>
  <message>
   <source>No goal yet. The plan comes after the diagnosis.</source>
   <translation>还没有目标。先完成调查诊断，再制定计划。</translation>
  </message>
  <message>
   <source>No individual case here. F4 begins one.</source>
   <translation>这里还没有个案，按F4受理一个。</translation>
  </message>
  <message>
   <source>No note.</source>
   <translation>还没有记录。</translation>
  </message>
  <message>
   <source>Not diagnosed yet.</source>
   <translation>还没有调查诊断。</translation>
  </message>
  <message>
   <source>Not yours to read</source>
   <translation>无权查看内容</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>工作记录</translation>
  </message>
  <message>
   <source>Notes</source>
   <translation>工作记录</translation>
  </message>
  <message>
   <source>Nothing recorded yet.</source>
   <translation>还没有记录。</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>编号</translation>
  </message>
  <message>
   <source>Open again</source>
   <translation>重新开案</translation>
  </message>
  <message>
   <source>Opened again: {why}</source>
   <translation>重新开案：{why}</translation>
  </message>
  <message>
   <source>Papers</source>
   <translation>文书</translation>
  </message>
  <message>
   <source>Plan</source>
   <translation>服务计划</translation>
  </message>
  <message>
   <source>Plan measures</source>
   <translation>确定措施</translation>
  </message>
  <message>
   <source>Previous  Alt+↑</source>
   <translation>上一个  Alt+↑</translation>
  </message>
  <message>
   <source>Problems</source>
   <translation>问题</translation>
  </message>
  <message>
   <source>Read by the case's worker and the stationmaster alone.</source>
   <translation>只有责任社工和站长可以看到。</translation>
  </message>
  <message>
   <source>Refer</source>
   <translation>转介</translation>
  </message>
  <message>
   <source>Referrals</source>
   <translation>转介</translation>
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
   <source>Risk</source>
   <translation>风险</translation>
  </message>
  <message>
   <source>Save  Ctrl+Enter</source>
   <translation>保存  Ctrl+回车</translation>
  </message>
  <message>
   <source>Settle</source>
   <translation>核实</translation>
  </message>
  <message>
   <source>Situation</source>
   <translation>情况</translation>
  </message>
  <message>
   <source>State</source>
   <translation>情况</translation>
  </message>
  <message>
   <source>Step</source>
   <translation>步骤</translation>
  </message>
  <message>
   <source>Strengths</source>
   <translation>优势和资源</translation>
  </message>
  <message>
   <source>Summary</source>
   <translation>小结</translation>
  </message>
  <message>
   <source>Supervise and coordinate</source>
   <translation>督导协调</translation>
  </message>
  <message>
   <source>Supervision</source>
   <translation>督导协调</translation>
  </message>
  <message>
   <source>Supervision and coordination</source>
   <translation>督导协调</translation>
  </message>
  <message>
   <source>Supported by</source>
   <translation>协同</translation>
  </message>
  <message>
   <source>Take it out</source>
   <translation>去掉</translation>
  </message>
  <message>
   <source>Take “{text}” out of the plan?</source>
   <translation>把“{text}”从计划里去掉吗？</translation>
  </message>
  <message>
   <source>The contents of an individual case are read by its worker, {name}, and the stationmaster. To take it over, have one of them hand it over.</source>
   <translation>个案内容只有责任社工{name}和站长可以查看。需要接手的，请由责任社工或者站长移交。</translation>
  </message>
  <message>
   <source>The resident</source>
   <translation>居民评价</translation>
  </message>
  <message>
   <source>The step stays in the history; this says what was done.</source>
   <translation>这一步仍留在经过里，请写明怎样处理的。</translation>
  </message>
  <message>
   <source>The worker</source>
   <translation>社工评价</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>进度</translation>
  </message>
  <message>
   <source>Whoever accepts it becomes its worker. The resident, or a guardian, asks for it or agrees to it.</source>
   <translation>谁受理，谁就是责任社工。须由居民本人或者监护人提出，或者征得其同意。</translation>
  </message>
  <message>
   <source>Whoever takes the case over reads everything in it, notes too.</source>
   <translation>接手的社工可以看到个案的全部内容，包括工作记录。</translation>
  </message>
  <message>
   <source>Worker</source>
   <translation>责任社工</translation>
  </message>
  <message>
   <source>born {day}</source>
   <translation>{day}出生</translation>
  </message>
  <message>
   <source>done</source>
   <translation>已完成</translation>
  </message>
  <message>
   <source>done {day}</source>
   <translation>{day}完成</translation>
  </message>
  <message>
   <source>led by {name}</source>
   <translation>牵头：{name}</translation>
  </message>
  <message>
   <source>linked to {name}</source>
   <translation>链接：{name}</translation>
  </message>
  <message>
   <source>open</source>
   <translation>进行中</translation>
  </message>
  <message>
   <source>overdue</source>
   <translation>已超期</translation>
  </message>
  <message>
   <source>since {day}</source>
   <translation>{day}受理</translation>
  </message>
  <message>
   <source>supported by {names}</source>
   <translation>协同：{names}</translation>
  </message>
  <message>
   <source>worker and stationmaster only</source>
   <translation>仅责任社工和站长可见</translation>
  </message>
  <message>
   <source>worker {name}</source>
   <translation>责任社工：{name}</translation>
  </message>
  <message>
   <source>{n} {n:case|cases}</source>
   <translation>共{n}个</translation>
  </message>
  <message>
   <source>↑ ↓ choose · Enter opens · Ctrl+1 … Ctrl+3 which ones · the contents are for the case's worker and the stationmaster</source>
   <translation>↑ ↓ 选择 · 回车打开 · Ctrl+1…Ctrl+3 看哪些 · 个案内容只有责任社工和站长可以查看</translation>
  </message>
 </context>
</TS>
