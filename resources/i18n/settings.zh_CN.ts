<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>settings</name>
  <message>
   <source>Add the day</source>
   <translation>添加</translation>
  </message>
  <message>
   <source>Browse…</source>
   <translation>浏览…</translation>
  </message>
  <message>
   <source>Choose a year file</source>
   <translation>选择年度放假安排文件</translation>
  </message>
  <message>
   <source>Days of our own (they win over the notice)</source>
   <translation>本站自定的日子（优先于放假通知）</translation>
  </message>
  <message>
   <source>Desk and papers</source>
   <translation>窗口和文书</translation>
  </message>
  <message>
   <source>Due {day}</source>
   <translation>最迟{day}办结</translation>
  </message>
  <message>
   <source>Each November the State Council announces the next year. Import it as a text or CSV file, one day a line: 2027-01-01,off,New Year's Day or 2027-02-20,work</source>
   <translation>每年11月前后，国务院办公厅公布下一年的放假安排。把它整理成文本或CSV文件导入，一天一行，例如：2027-01-01,放假,元旦；2027-02-20,上班</translation>
  </message>
  <message>
   <source>Each line is saved as you leave it; Esc takes back what you typed. Ctrl+1 the station · Ctrl+2 working days · Ctrl+3 how it is counted</source>
   <translation>改完一项离开即保存，Esc撤回刚才的输入。Ctrl+1 服务站 · Ctrl+2 工作日历 · Ctrl+3 期限计算</translation>
  </message>
  <message>
   <source>Fixed by policy; ask IT staff</source>
   <translation>由策略统一规定，如需调整请找信息技术人员</translation>
  </message>
  <message>
   <source>Following up</source>
   <translation>督办和走访</translation>
  </message>
  <message>
   <source>How is a due day counted?</source>
   <translation>办结期限怎么算？</translation>
  </message>
  <message>
   <source>Import the year</source>
   <translation>导入年度安排</translation>
  </message>
  <message>
   <source>Imported {years}: {off} {off:day|days} off, {work} make-up working {work:day|days}.</source>
   <translation>已导入{years}年：放假{off}天，调休上班{work}天。</translation>
  </message>
  <message>
   <source>Known years: {years}.</source>
   <translation>已有年份：{years}。</translation>
  </message>
  <message>
   <source>Known years: {years}. Limits that reach into {missing} leave out weekends only, until that year's notice is imported.</source>
   <translation>已有年份：{years}。{missing}年的放假安排导入之前，跨到{missing}年的时限只按周末推算。</translation>
  </message>
  <message>
   <source>None.</source>
   <translation>没有。</translation>
  </message>
  <message>
   <source>Path of the year file</source>
   <translation>年度放假安排文件的路径</translation>
  </message>
  <message>
   <source>Protection</source>
   <translation>安全</translation>
  </message>
  <message>
   <source>Rates</source>
   <translation>评价比率</translation>
  </message>
  <message>
   <source>Saved ✓</source>
   <translation>已保存 ✓</translation>
  </message>
  <message>
   <source>Take back</source>
   <translation>撤销</translation>
  </message>
  <message>
   <source>The station</source>
   <translation>服务站</translation>
  </message>
  <message>
   <source>Working days</source>
   <translation>工作日历</translation>
  </message>
  <message>
   <source>and {n} more like these</source>
   <translation>另有{n}处类似的问题</translation>
  </message>
  <message>
   <source>known to the end of {year}</source>
   <translation>已知至{year}年底</translation>
  </message>
  <message>
   <source>year not known</source>
   <translation>年份未公布</translation>
  </message>
  <message>
   <source>{year} is missing</source>
   <translation>缺少{year}年</translation>
  </message>
 </context>
</TS>
