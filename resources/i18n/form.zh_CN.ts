<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>form</name>
  <message>
   <source>18 characters, the last may be X</source>
   <translation>18 位，末位可以是 X</translation>
  </message>
  <message>
   <source>All choices</source>
   <translation>全部选项</translation>
  </message>
  <message>
   <source>Shift+Enter begins a new line</source>
   <translation>按 Shift+回车换行</translation>
  </message>
  <message>
   <source>for example 202602 or 2026.2</source>
   <translation>如 202602 或 2026.2</translation>
  </message>
  <message>
   <source>for example 20261201 or 2026.12.1</source>
   <translation>如 20261201 或 2026.12.1</translation>
  </message>
  <message>
   <source>from an earlier form</source>
   <translation>上次填写</translation>
  </message>
  <message>
   <source>from the record</source>
   <translation>取自档案</translation>
  </message>
  <message>
   <source>proposed</source>
   <translation>系统建议，请核对</translation>
  </message>
  <message>
   <source>sensitive</source>
   <translation>敏感</translation>
  </message>
  <message>
   <source>type to narrow, ↓ for the list</source>
   <translation>输入文字或拼音筛选，按 ↓ 列出全部</translation>
  </message>
  <message>
   <source>yuan</source>
   <translation>元</translation>
  </message>
  <message>
   <source>{label}, required</source>
   <translation>{label}，必填</translation>
  </message>
 </context>
</TS>
