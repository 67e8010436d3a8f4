<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>door</name>
  <message>
   <source>A new station</source>
   <translation>新建服务站</translation>
  </message>
  <message>
   <source>Account</source>
   <translation>登录名</translation>
  </message>
  <message>
   <source>Accounts: {logins}</source>
   <translation>账号：{logins}</translation>
  </message>
  <message>
   <source>Add everybody who works here, or go on and do it later under Staff. Without a password one is made by chance and shown at the end.</source>
   <translation>把在这里工作的人都加上，也可以先跳过，以后在“人员”里再加。不填密码就随机生成，最后显示。</translation>
  </message>
  <message>
   <source>Add this colleague</source>
   <translation>添加这位同事</translation>
  </message>
  <message>
   <source>Address</source>
   <translation>地址</translation>
  </message>
  <message>
   <source>Address of the hall</source>
   <translation>大厅地址</translation>
  </message>
  <message>
   <source>Another window of a station</source>
   <translation>已有服务站的另一个窗口</translation>
  </message>
  <message>
   <source>Asking the hall…</source>
   <translation>正在联系大厅…</translation>
  </message>
  <message>
   <source>Back  Esc</source>
   <translation>返回  Esc</translation>
  </message>
  <message>
   <source>Back to signing in  Esc</source>
   <translation>返回登录  Esc</translation>
  </message>
  <message>
   <source>Begin work  ↵</source>
   <translation>开始工作  ↵</translation>
  </message>
  <message>
   <source>Choose by number or with the arrow keys and Enter. Nothing is made before the last step, and until then you can go back at any time.</source>
   <translation>按数字选择，或用方向键再按回车。到最后一步才真正建立，之前随时可以返回修改。</translation>
  </message>
  <message>
   <source>Colleagues</source>
   <translation>同事</translation>
  </message>
  <message>
   <source>Demo station, invented people only. Account {login}, password {password}: just press Enter.</source>
   <translation>这是演示站，人和事都是虚构的。登录名 {login}，密码 {password}，已经填好，按回车即可。</translation>
  </message>
  <message>
   <source>Enrol it now</source>
   <translation>现在接入</translation>
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
   <source>First password</source>
   <translation>初始密码</translation>
  </message>
  <message>
   <source>First passwords, shown this once. Hand each to its owner only:</source>
   <translation>初始密码只显示这一次，请分别交给本人：</translation>
  </message>
  <message>
   <source>First start · step {n} of {all}</source>
   <translation>首次启动 · 第{n}步，共{all}步</translation>
  </message>
  <message>
   <source>Go on without the hall</source>
   <translation>先不接入大厅</translation>
  </message>
  <message>
   <source>Hall: enrol this PC once the hall has given its code.</source>
   <translation>大厅：拿到接入码后，再把这台电脑接入。</translation>
  </message>
  <message>
   <source>Hall: enrolled as window {desk}</source>
   <translation>大厅：已接入，窗口号{desk}</translation>
  </message>
  <message>
   <source>Hall: none yet; this PC works alone</source>
   <translation>大厅：暂未接入，本机单独使用</translation>
  </message>
  <message>
   <source>I have it on paper</source>
   <translation>已抄在纸上，继续</translation>
  </message>
  <message>
   <source>Invented people, to try everything on. Nothing real goes in.</source>
   <translation>人和事都是虚构的，用来试用。不要录入真实信息。</translation>
  </message>
  <message>
   <source>It opens the station when every password is lost, and restores backups on a new PC. It is never shown again. Lock the paper into a safe, not beside this computer.</source>
   <translation>所有密码都忘记时凭它打开本站数据，换新电脑时凭它恢复备份。以后不再显示。请把打印的纸锁进保险柜，不要和这台电脑放在一起。</translation>
  </message>
  <message>
   <source>Join the station  ↵</source>
   <translation>接入本站  ↵</translation>
  </message>
  <message>
   <source>Lock the recovery key's paper into the safe.</source>
   <translation>把恢复密钥的纸锁进保险柜。</translation>
  </message>
  <message>
   <source>Locked</source>
   <translation>已锁定</translation>
  </message>
  <message>
   <source>Making the station and its accounts…</source>
   <translation>正在建立服务站和账号…</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>姓名</translation>
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
   <source>Next  ↵</source>
   <translation>下一步  ↵</translation>
  </message>
  <message>
   <source>No printer here?</source>
   <translation>这里没有打印机？</translation>
  </message>
  <message>
   <source>Nobody so far could receive residents: that takes a social worker.</source>
   <translation>目前还没有人能接待居民：需要一位全能社工。</translation>
  </message>
  <message>
   <source>PDF file</source>
   <translation>PDF文件</translation>
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
   <translation>忘记密码？用恢复密钥重设</translation>
  </message>
  <message>
   <source>Print the paper</source>
   <translation>打印</translation>
  </message>
  <message>
   <source>Printed. Compare the paper with the screen, then type it back.</source>
   <translation>已打印。请对照屏幕核对一遍，再照着纸输入。</translation>
  </message>
  <message>
   <source>Recovery key</source>
   <translation>恢复密钥</translation>
  </message>
  <message>
   <source>Recovery key: on paper, and typed back</source>
   <translation>恢复密钥：已写在纸上并核对</translation>
  </message>
  <message>
   <source>Residents: take over the roster, if there is one.</source>
   <translation>居民：如有花名册，可以导入。</translation>
  </message>
  <message>
   <source>Restore from a backup</source>
   <translation>从备份恢复</translation>
  </message>
  <message>
   <source>Roles</source>
   <translation>角色</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>保存</translation>
  </message>
  <message>
   <source>Save the recovery key as a PDF</source>
   <translation>把恢复密钥存为PDF</translation>
  </message>
  <message>
   <source>Saved: {path}. Print it elsewhere and delete it.</source>
   <translation>已保存：{path}。请拿到别处打印，然后删除。</translation>
  </message>
  <message>
   <source>Set a new password with the recovery key</source>
   <translation>用恢复密钥重设密码</translation>
  </message>
  <message>
   <source>Set the password and sign in  ↵</source>
   <translation>重设并登录  ↵</translation>
  </message>
  <message>
   <source>Set the station up and enrol it</source>
   <translation>建立服务站并接入大厅</translation>
  </message>
  <message>
   <source>Set the station up, without a hall for now</source>
   <translation>建立服务站，暂不接入大厅</translation>
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
   <source>Staff: add a social worker, who can receive residents.</source>
   <translation>人员：添加一位能接待居民的全能社工。</translation>
  </message>
  <message>
   <source>Station Desktop</source>
   <translation>社区服务站全能窗口</translation>
  </message>
  <message>
   <source>Station code (12 digits)</source>
   <translation>服务站代码（12位）</translation>
  </message>
  <message>
   <source>Station name</source>
   <translation>服务站名称</translation>
  </message>
  <message>
   <source>Station {name}, code {code}</source>
   <translation>服务站：{name}，代码{code}</translation>
  </message>
  <message>
   <source>Subdistrict</source>
   <translation>街道</translation>
  </message>
  <message>
   <source>Take out</source>
   <translation>移除</translation>
  </message>
  <message>
   <source>Telephone</source>
   <translation>电话</translation>
  </message>
  <message>
   <source>The demo station</source>
   <translation>演示站</translation>
  </message>
  <message>
   <source>The first PC of a station: its name, its staff, its recovery key.</source>
   <translation>服务站的第一台电脑：填名称、人员，打印恢复密钥。</translation>
  </message>
  <message>
   <source>The first account</source>
   <translation>第一个账号</translation>
  </message>
  <message>
   <source>The hall's staff give an address and a code of 20 letters and digits for this PC. Leave all empty to work alone; it can be done later under Hall.</source>
   <translation>大厅工作人员会给这台电脑一个地址和20位字母数字的接入码。都不填就单独使用，以后可以在“大厅”里再接入。</translation>
  </message>
  <message>
   <source>The name heads every paper, the last six digits of the code begin every case number. The other lines may stay empty and can be filled in later under Settings.</source>
   <translation>名称印在每张单据的抬头，代码后六位是办件编号的开头。其余几行可以不填，以后在“设置”里补上。</translation>
  </message>
  <message>
   <source>The old PC is broken or gone. Needs a backup and the recovery key.</source>
   <translation>原来的电脑坏了或丢了。需要备份和恢复密钥。</translation>
  </message>
  <message>
   <source>The recovery key was printed when the station was set up. Spaces, dashes and small letters do not matter.</source>
   <translation>恢复密钥是建站时抄下或打印的那一串。空格、横线、大小写都不影响。</translation>
  </message>
  <message>
   <source>The recovery key: print it now</source>
   <translation>恢复密钥：请现在打印</translation>
  </message>
  <message>
   <source>The station</source>
   <translation>服务站</translation>
  </message>
  <message>
   <source>The station is at work on another PC. Needs the hall and its code.</source>
   <translation>服务站已在别的电脑上使用。需要连上大厅，并有接入码。</translation>
  </message>
  <message>
   <source>The subdistrict's hall</source>
   <translation>街道大厅</translation>
  </message>
  <message>
   <source>There is no printer at hand. Write the key down by hand, in clear capitals and digits, or use “No printer here?”.</source>
   <translation>没有可用的打印机。请用大写字母和数字工整地抄下来，或点“这里没有打印机？”。</translation>
  </message>
  <message>
   <source>Type the key back</source>
   <translation>照着纸上再输一遍</translation>
  </message>
  <message>
   <source>Upkeep: name a place for backups, and look through the checks.</source>
   <translation>系统维护：指定备份存放处，看一遍体检结果。</translation>
  </message>
  <message>
   <source>What is this PC to be?</source>
   <translation>这台电脑用来做什么？</translation>
  </message>
  <message>
   <source>What to do next:</source>
   <translation>接下来：</translation>
  </message>
  <message>
   <source>Works without a network. Everything stays encrypted on this computer.</source>
   <translation>没有网络也能办理。所有数据都加密保存在这台电脑上。</translation>
  </message>
  <message>
   <source>Write the key down by hand if you can. A PDF on a disk is a key lying about: save it to a USB stick, print it elsewhere, then delete it.</source>
   <translation>最好用手抄。PDF存在盘里，等于把钥匙放在外面：请存到U盘，拿到别处打印，然后删除。</translation>
  </message>
  <message>
   <source>Yours, if you set the station up. Each account gets only the roles that its work needs; who keeps the program need not see residents.</source>
   <translation>由您建站，就填您自己。每个账号只给工作需要的角色；管程序的人不必看到居民信息。</translation>
  </message>
  <message>
   <source>{name}'s work is saved and waits. A colleague may sign in instead; nothing is lost.</source>
   <translation>{name}的工作都已保存，登录后接着办。同事也可以在此登录，互不影响。</translation>
  </message>
  <message>
   <source>{station} is set up</source>
   <translation>{station}已建好</translation>
  </message>
 </context>
</TS>
