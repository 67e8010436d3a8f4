<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>reports</name>
  <message>
   <source>Cases behind the number</source>
   <translation>数字对应的办件</translation>
  </message>
  <message>
   <source>Closed</source>
   <translation>办结</translation>
  </message>
  <message>
   <source>Ctrl+1 … Ctrl+3 week, month, year · Alt+← → back and forth · arrows and Enter open the cases behind a number · Ctrl+P print · Ctrl+S save</source>
   <translation>Ctrl+1 … Ctrl+3 周报、月报、年报 · Alt+← → 前后翻 · 方向键选数字，回车打开对应办件 · Ctrl+P 打印 · Ctrl+S 保存</translation>
  </message>
  <message>
   <source>Due</source>
   <translation>承诺日</translation>
  </message>
  <message>
   <source>Excel workbook</source>
   <translation>Excel文件</translation>
  </message>
  <message>
   <source>Month</source>
   <translation>月报</translation>
  </message>
  <message>
   <source>Nothing is behind this number.</source>
   <translation>这个数字没有对应的办件。</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>编号</translation>
  </message>
  <message>
   <source>Owner</source>
   <translation>承办人</translation>
  </message>
  <message>
   <source>PDF file</source>
   <translation>PDF文件</translation>
  </message>
  <message>
   <source>Print  Ctrl+P</source>
   <translation>打印  Ctrl+P</translation>
  </message>
  <message>
   <source>Printed: {name}</source>
   <translation>已打印：{name}</translation>
  </message>
  <message>
   <source>Received</source>
   <translation>受理</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>保存</translation>
  </message>
  <message>
   <source>Save the report as PDF</source>
   <translation>把报表存为PDF</translation>
  </message>
  <message>
   <source>Save the report as a workbook</source>
   <translation>把报表存为Excel文件</translation>
  </message>
  <message>
   <source>Save this report</source>
   <translation>保存这份报表</translation>
  </message>
  <message>
   <source>Saved: {path}</source>
   <translation>已保存：{path}</translation>
  </message>
  <message>
   <source>Save…  Ctrl+S</source>
   <translation>保存…  Ctrl+S</translation>
  </message>
  <message>
   <source>State</source>
   <translation>状态</translation>
  </message>
  <message>
   <source>Tables of the report</source>
   <translation>报表中的各张表</translation>
  </message>
  <message>
   <source>The next one</source>
   <translation>下一期</translation>
  </message>
  <message>
   <source>The one before</source>
   <translation>上一期</translation>
  </message>
  <message>
   <source>There is no printer at hand. Save the report as a PDF instead.</source>
   <translation>没有可用的打印机，请存为PDF。</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>本期</translation>
  </message>
  <message>
   <source>Week</source>
   <translation>周报</translation>
  </message>
  <message>
   <source>What about</source>
   <translation>内容</translation>
  </message>
  <message>
   <source>Year</source>
   <translation>年报</translation>
  </message>
  <message>
   <source>the upright line: {before}</source>
   <translation>竖线为{before}</translation>
  </message>
  <message>
   <source>{n} in the list</source>
   <translation>共{n}条</translation>
  </message>
  <message>
   <source>↑ ↓ choose · Enter opens · Esc back to the report</source>
   <translation>↑ ↓ 选择 · 回车打开 · Esc 返回报表</translation>
  </message>
  <message>
   <source>◀ Back to the report  Esc</source>
   <translation>◀ 返回报表  Esc</translation>
  </message>
 </context>
</TS>
