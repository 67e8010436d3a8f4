<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>devices</name>
  <message>
   <source>Being tried…</source>
   <translation>正在试…</translation>
  </message>
  <message>
   <source>Devices</source>
   <translation>设备</translation>
  </message>
  <message>
   <source>Folder of the reader’s program</source>
   <translation>读卡软件的文件夹</translation>
  </message>
  <message>
   <source>Paper width</source>
   <translation>小票纸宽</translation>
  </message>
  <message>
   <source>Put the card on the reader now. What it types comes into this line; it ends with Enter by itself.</source>
   <translation>请现在把身份证放到读卡器上。读卡器会把内容打到下面这一行，并自动回车。</translation>
  </message>
  <message>
   <source>Reader’s file</source>
   <translation>读卡文件</translation>
  </message>
  <message>
   <source>Receipt printer</source>
   <translation>小票打印机</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>保存</translation>
  </message>
  <message>
   <source>Saved for this PC.</source>
   <translation>已保存，只对这台电脑有效。</translation>
  </message>
  <message>
   <source>The devices</source>
   <translation>各种设备</translation>
  </message>
  <message>
   <source>Try</source>
   <translation>试一试</translation>
  </message>
  <message>
   <source>Try a device: what it gives is said here.</source>
   <translation>请选一种设备试一试，结果显示在这里。</translation>
  </message>
  <message>
   <source>Try: {name}</source>
   <translation>试一试：{name}</translation>
  </message>
  <message>
   <source>Use at the desk</source>
   <translation>受理台用这个</translation>
  </message>
  <message>
   <source>What came back</source>
   <translation>试用结果</translation>
  </message>
  <message>
   <source>What the reader types</source>
   <translation>读卡器打出的内容</translation>
  </message>
  <message>
   <source>What this PC is told</source>
   <translation>本机的设备设置</translation>
  </message>
  <message>
   <source>Which camera</source>
   <translation>用哪个摄像头</translation>
  </message>
  <message>
   <source>nothing came</source>
   <translation>没有结果</translation>
  </message>
  <message>
   <source>works</source>
   <translation>正常</translation>
  </message>
 </context>
</TS>
