<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>policy</name>
  <message>
   <source>, </source>
   <translation>、</translation>
  </message>
  <message>
   <source>An example to begin with</source>
   <translation>策略样例</translation>
  </message>
  <message>
   <source>Every line that there can be, explained. An administrator takes the # away from the lines wanted and puts the file in its place; the program reads it by itself.</source>
   <translation>列出全部可写的项目并逐行说明。管理员去掉所需各行开头的 # ，再放到指定位置，程序会自动读取。</translation>
  </message>
  <message>
   <source>File</source>
   <translation>文件</translation>
  </message>
  <message>
   <source>IT staff have laid nothing down for this PC.</source>
   <translation>信息技术人员没有对本机作统一规定。</translation>
  </message>
  <message>
   <source>IT staff lay down {n} {n:matter|matters} for this PC.</source>
   <translation>信息技术人员对本机统一规定了{n}项。</translation>
  </message>
  <message>
   <source>Last changed</source>
   <translation>最近修改</translation>
  </message>
  <message>
   <source>Nothing</source>
   <translation>无</translation>
  </message>
  <message>
   <source>Place</source>
   <translation>位置</translation>
  </message>
  <message>
   <source>Policy</source>
   <translation>策略</translation>
  </message>
  <message>
   <source>Save an example</source>
   <translation>保存策略样例</translation>
  </message>
  <message>
   <source>Save the example</source>
   <translation>保存样例</translation>
  </message>
  <message>
   <source>Saved: {path}</source>
   <translation>已保存：{path}</translation>
  </message>
  <message>
   <source>Some of the policy does not hold. An administrator has to mend it.</source>
   <translation>策略中有内容未生效，需要管理员改正。</translation>
  </message>
  <message>
   <source>The policy file</source>
   <translation>策略文件</translation>
  </message>
  <message>
   <source>The station's own settings hold.</source>
   <translation>按本站自己的设置执行。</translation>
  </message>
  <message>
   <source>This PC's policy</source>
   <translation>本机策略</translation>
  </message>
  <message>
   <source>What is laid down</source>
   <translation>统一规定的项目</translation>
  </message>
  <message>
   <source>in force</source>
   <translation>生效中</translation>
  </message>
  <message>
   <source>look at it</source>
   <translation>请看一下</translation>
  </message>
  <message>
   <source>none</source>
   <translation>没有</translation>
  </message>
  <message>
   <source>not there</source>
   <translation>没有这个文件</translation>
  </message>
  <message>
   <source>to be mended</source>
   <translation>需要改正</translation>
  </message>
 </context>
</TS>
