<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>privacy</name>
  <message>
   <source>A resident's own copy</source>
   <translation>个人信息副本</translation>
  </message>
  <message>
   <source>All staff</source>
   <translation>全体人员</translation>
  </message>
  <message>
   <source>Anybody may ask what is kept of them. Look at their identity card first. The copy masks nothing, leaves out other people, and the journal notes that it was handed over.</source>
   <translation>任何人都可以要求复制本站保存的本人信息。请先核对身份证件。副本不遮盖，不含别人的信息；交付会记入日志。</translation>
  </message>
  <message>
   <source>CSV file</source>
   <translation>CSV文件</translation>
  </message>
  <message>
   <source>Everybody</source>
   <translation>所有居民</translation>
  </message>
  <message>
   <source>Excel workbook</source>
   <translation>Excel表格</translation>
  </message>
  <message>
   <source>Hand over the copy</source>
   <translation>交付副本</translation>
  </message>
  <message>
   <source>Handed to (the resident unless it says so)</source>
   <translation>交给谁（不填就是本人）</translation>
  </message>
  <message>
   <source>JSON, for programs</source>
   <translation>JSON，供程序读取</translation>
  </message>
  <message>
   <source>Last 30 days</source>
   <translation>近30天</translation>
  </message>
  <message>
   <source>Last 7 days</source>
   <translation>近7天</translation>
  </message>
  <message>
   <source>Last ten years</source>
   <translation>近十年</translation>
  </message>
  <message>
   <source>Last year</source>
   <translation>近一年</translation>
  </message>
  <message>
   <source>Nobody looked in this period.</source>
   <translation>这段时间没有人看过。</translation>
  </message>
  <message>
   <source>PDF file</source>
   <translation>PDF文件</translation>
  </message>
  <message>
   <source>PDF, to read and sign</source>
   <translation>PDF，可以看、可以签字</translation>
  </message>
  <message>
   <source>Period</source>
   <translation>时间范围</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>保存</translation>
  </message>
  <message>
   <source>Save as CSV</source>
   <translation>存为CSV</translation>
  </message>
  <message>
   <source>Save as JSON</source>
   <translation>存为JSON</translation>
  </message>
  <message>
   <source>Save as PDF</source>
   <translation>存为PDF</translation>
  </message>
  <message>
   <source>Save for Excel</source>
   <translation>存为Excel</translation>
  </message>
  <message>
   <source>Save this report</source>
   <translation>保存这份记录</translation>
  </message>
  <message>
   <source>Save…  Ctrl+S</source>
   <translation>保存…  Ctrl+S</translation>
  </message>
  <message>
   <source>The copy is saved, and the journal notes it.</source>
   <translation>副本已保存，并记入日志。</translation>
  </message>
  <message>
   <source>The report is saved.</source>
   <translation>已保存。</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>今天</translation>
  </message>
  <message>
   <source>What</source>
   <translation>看了什么</translation>
  </message>
  <message>
   <source>What is kept, and where the copy goes</source>
   <translation>保存了什么，副本交到哪里</translation>
  </message>
  <message>
   <source>What was asked for</source>
   <translation>提出了什么要求</translation>
  </message>
  <message>
   <source>When</source>
   <translation>时间</translation>
  </message>
  <message>
   <source>Who</source>
   <translation>谁</translation>
  </message>
  <message>
   <source>Who looked</source>
   <translation>谁看过</translation>
  </message>
  <message>
   <source>Who looked at whom</source>
   <translation>谁看了谁</translation>
  </message>
  <message>
   <source>Whom</source>
   <translation>看了谁</translation>
  </message>
  <message>
   <source>Why</source>
   <translation>理由</translation>
  </message>
  <message>
   <source>{n} in the copy</source>
   <translation>{n}项</translation>
  </message>
  <message>
   <source>{n} {n:entry|entries}</source>
   <translation>共{n}条</translation>
  </message>
 </context>
</TS>
