<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>updates</name>
  <message>
   <source>Ask the hall now  F5</source>
   <translation>现在询问大厅  F5</translation>
  </message>
  <message>
   <source>At the next start</source>
   <translation>下次启动时安装</translation>
  </message>
  <message>
   <source>Choose an update file</source>
   <translation>选择更新文件</translation>
  </message>
  <message>
   <source>Fetch it</source>
   <translation>下载</translation>
  </message>
  <message>
   <source>From a file</source>
   <translation>用文件更新</translation>
  </message>
  <message>
   <source>Go back to version {version}</source>
   <translation>回退到 {version} 版</translation>
  </message>
  <message>
   <source>Install now</source>
   <translation>立即安装</translation>
  </message>
  <message>
   <source>Install without that backup</source>
   <translation>不备份，仍然安装</translation>
  </message>
  <message>
   <source>Installing closes the window and takes a minute or two. The data are copied and read back first; if the new version does not start, this one and its data come back by themselves.</source>
   <translation>安装时窗口会关闭，约需一两分钟。安装前先复制数据并读回核对；新版本启动不了，会自动恢复现在的版本和数据。</translation>
  </message>
  <message>
   <source>It did not do on this PC, so it is not fetched by itself.</source>
   <translation>它在本机没能用起来，不会自动下载。</translation>
  </message>
  <message>
   <source>Lay aside what was entered since the update</source>
   <translation>更新以后录入的内容另存</translation>
  </message>
  <message>
   <source>Not by itself</source>
   <translation>不自动安装</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>停止</translation>
  </message>
  <message>
   <source>Stopped. Nothing was changed.</source>
   <translation>已停止，没有作任何改动。</translation>
  </message>
  <message>
   <source>Take it in</source>
   <translation>读入</translation>
  </message>
  <message>
   <source>The hall offers nothing newer.</source>
   <translation>大厅没有更新的版本。</translation>
  </message>
  <message>
   <source>The hall was last asked at {at}.</source>
   <translation>上次询问大厅：{at}。</translation>
  </message>
  <message>
   <source>The hall was not asked yet.</source>
   <translation>还没有询问过大厅。</translation>
  </message>
  <message>
   <source>The way back</source>
   <translation>回退</translation>
  </message>
  <message>
   <source>The window closes meanwhile. Everything that was entered stays.</source>
   <translation>回退时窗口会关闭，录入的内容全部保留。</translation>
  </message>
  <message>
   <source>This computer</source>
   <translation>本机</translation>
  </message>
  <message>
   <source>Update file</source>
   <translation>更新文件</translation>
  </message>
  <message>
   <source>Updates</source>
   <translation>更新</translation>
  </message>
  <message>
   <source>Version {version}</source>
   <translation>{version} 版</translation>
  </message>
  <message>
   <source>Version {version} is here, whole and signed. Choose when to install it.</source>
   <translation>{version} 版已经读入，内容完整、签名有效。请选择何时安装。</translation>
  </message>
  <message>
   <source>Version {version} is offered</source>
   <translation>有新版本 {version}</translation>
  </message>
  <message>
   <source>Version {version} is ready</source>
   <translation>{version} 版已就绪</translation>
  </message>
  <message>
   <source>Versions of the program</source>
   <translation>程序版本</translation>
  </message>
  <message>
   <source>When the window is closed</source>
   <translation>关闭窗口时安装</translation>
  </message>
  <message>
   <source>Where there is no line to the hall: a file on a stick. It is taken only when it is whole and signed by those who make this program.</source>
   <translation>没有网络的站点可用U盘上的更新文件。文件完整、并有程序发布方的签名才会采用。</translation>
  </message>
  <message>
   <source>{n} MB, fetched beside the desk's work.</source>
   <translation>{n} MB，下载时不影响窗口办理业务。</translation>
  </message>
 </context>
</TS>
