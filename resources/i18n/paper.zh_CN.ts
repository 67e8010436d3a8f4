<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>paper</name>
  <message>
   <source>No printer is set up on this computer. Save the paper as a PDF.</source>
   <translation>这台电脑没有设置打印机，请存为 PDF。</translation>
  </message>
  <message>
   <source>PDF file</source>
   <translation>PDF 文件</translation>
  </message>
  <message>
   <source>Print  Ctrl+Enter</source>
   <translation>打印  Ctrl+回车</translation>
  </message>
  <message>
   <source>Save as PDF</source>
   <translation>存为 PDF</translation>
  </message>
  <message>
   <source>Saved: {path}</source>
   <translation>已存到：{path}</translation>
  </message>
  <message>
   <source>The file cannot be written there. Choose another folder.</source>
   <translation>文件写不到那里，请换一个文件夹。</translation>
  </message>
  <message>
   <source>The paper went to the printer.</source>
   <translation>已送打印机。</translation>
  </message>
  <message>
   <source>The printer did not take the paper. Look at the printer.</source>
   <translation>打印机没有接收，请看一下打印机。</translation>
  </message>
 </context>
</TS>
