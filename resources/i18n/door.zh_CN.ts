<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>door</name>
  <message>
   <source>Account</source>
   <translation>账号</translation>
  </message>
  <message>
   <source>Address of the hall</source>
   <translation>大厅地址</translation>
  </message>
  <message>
   <source>Another window of a station</source>
   <translation>接入为某站的窗口</translation>
  </message>
  <message>
   <source>Asking the hall…</source>
   <translation>正在联系大厅…</translation>
  </message>
  <message>
   <source>Back to setting up a new station</source>
   <translation>返回新建站点</translation>
  </message>
  <message>
   <source>Back to signing in</source>
   <translation>返回登录</translation>
  </message>
  <message>
   <source>Demo station, invented people only. Account {login}, password {password}: just press Enter.</source>
   <translation>这是演示站，人和事都是虚构的。账号 {login}，密码 {password}，已经填好，按回车即可。</translation>
  </message>
  <message>
   <source>Enrolment code</source>
   <translation>接入码</translation>
  </message>
  <message>
   <source>Fetching the station's records: {n}</source>
   <translation>正在取回本站记录：{n}条</translation>
  </message>
  <message>
   <source>First account</source>
   <translation>首个账号</translation>
  </message>
  <message>
   <source>I have it on paper</source>
   <translation>已抄在纸上，继续</translation>
  </message>
  <message>
   <source>It opens the station when every password is lost, and is never shown again. Keep it on paper in a safe, not on this computer.</source>
   <translation>所有密码都丢失时，凭恢复码才能打开本站数据。恢复码只显示这一次，请抄在纸上锁进保险柜，不要存在这台电脑里。</translation>
  </message>
  <message>
   <source>Join the station</source>
   <translation>接入本站</translation>
  </message>
  <message>
   <source>Locked</source>
   <translation>已锁定</translation>
  </message>
  <message>
   <source>Make this PC another window of a station</source>
   <translation>让这台电脑成为某站的又一个窗口</translation>
  </message>
  <message>
   <source>Name of this window</source>
   <translation>窗口名称</translation>
  </message>
  <message>
   <source>Needs the network once. The hall's staff give a code of 20 letters and digits for this PC. Afterwards everybody signs in here with their usual account and password.</source>
   <translation>只有这一次要联网。请大厅人员为这台电脑给一个20位的接入码。接入后，本站人员用各自原来的账号和密码登录。</translation>
  </message>
  <message>
   <source>New password</source>
   <translation>新密码</translation>
  </message>
  <message>
   <source>New password again</source>
   <translation>再输一遍新密码</translation>
  </message>
  <message>
   <source>Once for each station. The first account holds every role until it gives them away.</source>
   <translation>每个站只需做一次。首个账号先担任全部角色，以后再分配给同事。</translation>
  </message>
  <message>
   <source>Password</source>
   <translation>密码</translation>
  </message>
  <message>
   <source>Password again</source>
   <translation>再输一遍密码</translation>
  </message>
  <message>
   <source>Password lost? Use the recovery key</source>
   <translation>忘记密码？用恢复码重设</translation>
  </message>
  <message>
   <source>Recovery key</source>
   <translation>恢复码</translation>
  </message>
  <message>
   <source>Set a new password with the recovery key</source>
   <translation>用恢复码重设密码</translation>
  </message>
  <message>
   <source>Set the password and sign in</source>
   <translation>重设并登录</translation>
  </message>
  <message>
   <source>Set up</source>
   <translation>建立本站</translation>
  </message>
  <message>
   <source>Set up this station</source>
   <translation>建立本站数据</translation>
  </message>
  <message>
   <source>Sign in</source>
   <translation>登录</translation>
  </message>
  <message>
   <source>Sign in  ↵</source>
   <translation>登录  ↵</translation>
  </message>
  <message>
   <source>Sign in to {station}</source>
   <translation>登录{station}</translation>
  </message>
  <message>
   <source>Station Desktop</source>
   <translation>社区服务站全能窗口</translation>
  </message>
  <message>
   <source>Station code (12 digits)</source>
   <translation>站点编码（12 位）</translation>
  </message>
  <message>
   <source>Station name</source>
   <translation>站点名称</translation>
  </message>
  <message>
   <source>The recovery key was printed when the station was set up. Spaces, dashes and small letters do not matter.</source>
   <translation>恢复码是建站时抄下或打印的那一串。空格、横线、大小写都不影响。</translation>
  </message>
  <message>
   <source>Type the key back</source>
   <translation>照着纸上再输一遍</translation>
  </message>
  <message>
   <source>Works without a network. Everything stays encrypted on this computer.</source>
   <translation>没有网络也能办理。所有数据都加密保存在这台电脑上。</translation>
  </message>
  <message>
   <source>Write the recovery key down now</source>
   <translation>请现在就抄下恢复码</translation>
  </message>
  <message>
   <source>{name}'s work is saved and waits. A colleague may sign in instead; nothing is lost.</source>
   <translation>{name}的工作都已保存，登录后接着办。同事也可以在此登录，互不影响。</translation>
  </message>
 </context>
</TS>
