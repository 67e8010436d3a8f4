<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>health</name>
  <message>
   <source>All lines are copied.</source>
   <translation>全部已复制。</translation>
  </message>
  <message>
   <source>Being looked at…</source>
   <translation>正在检查…</translation>
  </message>
  <message>
   <source>Check again  F5</source>
   <translation>再查一遍  F5</translation>
  </message>
  <message>
   <source>Check everything</source>
   <translation>全面检查</translation>
  </message>
  <message>
   <source>Copy all lines</source>
   <translation>复制全部</translation>
  </message>
  <message>
   <source>Copy this line</source>
   <translation>复制这一行</translation>
  </message>
  <message>
   <source>Health</source>
   <translation>体检</translation>
  </message>
  <message>
   <source>Health, versions, sizes and the program's log, for technical support. There is no resident in it, and no name of the staff. Look through it before you save it.</source>
   <translation>供技术支持查问题用：体检结果、版本、大小和程序运行日志。里面没有居民信息，也没有工作人员姓名。保存前请先看一遍。</translation>
  </message>
  <message>
   <source>How it is</source>
   <translation>情况</translation>
  </message>
  <message>
   <source>Line {n} is copied.</source>
   <translation>第{n}行已复制。</translation>
  </message>
  <message>
   <source>Line {n}: {what}</source>
   <translation>第{n}行  {what}</translation>
  </message>
  <message>
   <source>Looked at</source>
   <translation>检查项</translation>
  </message>
  <message>
   <source>Looking…</source>
   <translation>正在检查…</translation>
  </message>
  <message>
   <source>Name this computer, its folders, printer and the hall too</source>
   <translation>同时写明电脑名、文件夹、打印机和大厅地址</translation>
  </message>
  <message>
   <source>No.</source>
   <translation>编号</translation>
  </message>
  <message>
   <source>Nothing is wrong.</source>
   <translation>没有发现问题。</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>保存</translation>
  </message>
  <message>
   <source>Save support file…</source>
   <translation>存诊断包…</translation>
  </message>
  <message>
   <source>Save the support file</source>
   <translation>存诊断包</translation>
  </message>
  <message>
   <source>Save to</source>
   <translation>存到</translation>
  </message>
  <message>
   <source>State</source>
   <translation>状态</translation>
  </message>
  <message>
   <source>Station support</source>
   <translation>诊断包</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>停止</translation>
  </message>
  <message>
   <source>Support file</source>
   <translation>诊断包</translation>
  </message>
  <message>
   <source>The line in hand</source>
   <translation>选中的一行</translation>
  </message>
  <message>
   <source>The support file is saved as “{name}”.</source>
   <translation>诊断包已存为“{name}”。</translation>
  </message>
  <message>
   <source>This PC and its station</source>
   <translation>这台电脑和本站</translation>
  </message>
  <message>
   <source>What is in this part</source>
   <translation>这一部分的内容</translation>
  </message>
  <message>
   <source>What to do</source>
   <translation>怎么办</translation>
  </message>
  <message>
   <source>What was looked at, and how it is</source>
   <translation>检查了什么，结果怎样</translation>
  </message>
  <message>
   <source>Which part of the file</source>
   <translation>诊断包的哪一部分</translation>
  </message>
  <message>
   <source>in order</source>
   <translation>正常</translation>
  </message>
  <message>
   <source>something is wrong</source>
   <translation>有异常</translation>
  </message>
  <message>
   <source>to note</source>
   <translation>要注意</translation>
  </message>
  <message>
   <source>{bad} wrong, {warn} to note, of {n}.</source>
   <translation>共{n}项：{bad}项异常，{warn}项注意。</translation>
  </message>
 </context>
</TS>
