<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>residents</name>
  <message>
   <source>(nothing)</source>
   <translation>（空）</translation>
  </message>
  <message>
   <source>A new person</source>
   <translation>登记新居民</translation>
  </message>
  <message>
   <source>Also registered as</source>
   <translation>同一人的其他登记</translation>
  </message>
  <message>
   <source>Answers for it</source>
   <translation>包片人</translation>
  </message>
  <message>
   <source>Area</source>
   <translation>网格</translation>
  </message>
  <message>
   <source>Attention</source>
   <translation>关注</translation>
  </message>
  <message>
   <source>Back  Esc</source>
   <translation>返回  Esc</translation>
  </message>
  <message>
   <source>Begin a visit  F6</source>
   <translation>开始办事  F6</translation>
  </message>
  <message>
   <source>Brought up to date</source>
   <translation>更新</translation>
  </message>
  <message>
   <source>Browse…</source>
   <translation>浏览…</translation>
  </message>
  <message>
   <source>Cases</source>
   <translation>办件</translation>
  </message>
  <message>
   <source>Casework  F5</source>
   <translation>个案  F5</translation>
  </message>
  <message>
   <source>Choose a roster</source>
   <translation>选择名册</translation>
  </message>
  <message>
   <source>Choose the right one (F9).</source>
   <translation>请选定以哪个为准（F9）。</translation>
  </message>
  <message>
   <source>Column in the file</source>
   <translation>文件里的列</translation>
  </message>
  <message>
   <source>Column {head} is taken as</source>
   <translation>“{head}”一列当作</translation>
  </message>
  <message>
   <source>Columns of the sheet</source>
   <translation>工作表的列</translation>
  </message>
  <message>
   <source>Correct  F4</source>
   <translation>更正  F4</translation>
  </message>
  <message>
   <source>Correct the record</source>
   <translation>更正居民信息</translation>
  </message>
  <message>
   <source>Cover</source>
   <translation>遮盖</translation>
  </message>
  <message>
   <source>Documents on file</source>
   <translation>已存材料</translation>
  </message>
  <message>
   <source>Excel, WPS or CSV. First you see what each column is taken as; nothing is written before you say so. What was registered at the desk is never overwritten by a roster.</source>
   <translation>支持 Excel、WPS 表格和 CSV。先看每一列当作什么，确认以后才会导入。窗口登记过的内容，名册不会改动。</translation>
  </message>
  <message>
   <source>File for the rejected rows</source>
   <translation>未导入的行存到</translation>
  </message>
  <message>
   <source>First values (masked)</source>
   <translation>前几行内容（已遮盖）</translation>
  </message>
  <message>
   <source>Go to it  F3</source>
   <translation>打开那条  F3</translation>
  </message>
  <message>
   <source>Household</source>
   <translation>住户</translation>
  </message>
  <message>
   <source>ID number</source>
   <translation>证件号码</translation>
  </message>
  <message>
   <source>Import a roster</source>
   <translation>导入名册</translation>
  </message>
  <message>
   <source>Import a roster  Ctrl+O</source>
   <translation>导入名册  Ctrl+O</translation>
  </message>
  <message>
   <source>Import another file</source>
   <translation>再导入一个文件</translation>
  </message>
  <message>
   <source>Item</source>
   <translation>事项</translation>
  </message>
  <message>
   <source>Join  F7</source>
   <translation>合并登记  F7</translation>
  </message>
  <message>
   <source>Join with another registration of the same person</source>
   <translation>与同一人的另一条登记合并</translation>
  </message>
  <message>
   <source>Joined to {name}'s earlier registration of {at}; cases and visits stand there.</source>
   <translation>这条登记已并入{name}较早的登记（{at}），办件和来访都在那里。</translation>
  </message>
  <message>
   <source>Joined. Everything stands under this registration now.</source>
   <translation>已合并，办件和来访都归到这条登记名下。</translation>
  </message>
  <message>
   <source>Last seen</source>
   <translation>最近见到</translation>
  </message>
  <message>
   <source>Leave as it was  Esc</source>
   <translation>不改了  Esc</translation>
  </message>
  <message>
   <source>Leave hidden rows out</source>
   <translation>略过隐藏行</translation>
  </message>
  <message>
   <source>Lives at</source>
   <translation>现住址</translation>
  </message>
  <message>
   <source>Look at it  Enter</source>
   <translation>预览  回车</translation>
  </message>
  <message>
   <source>Moved away</source>
   <translation>搬离</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>姓名</translation>
  </message>
  <message>
   <source>Name, pinyin, initials, ID number, phone or door (Ctrl+F)</source>
   <translation>姓名、拼音、简拼、证件号码、电话或门牌（Ctrl+F）</translation>
  </message>
  <message>
   <source>New residents</source>
   <translation>新登记</translation>
  </message>
  <message>
   <source>No case yet.</source>
   <translation>还没有办件。</translation>
  </message>
  <message>
   <source>Nobody is found. Type a name, its initials, part of the ID number or phone, or a door number; Ctrl+N registers somebody new.</source>
   <translation>请输入姓名、简拼、证件号码或电话的一部分，或者门牌号。没有登记过的，按 Ctrl+N 登记。</translation>
  </message>
  <message>
   <source>Not taken</source>
   <translation>未导入</translation>
  </message>
  <message>
   <source>Nothing new</source>
   <translation>没有变化</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>编号</translation>
  </message>
  <message>
   <source>Open it</source>
   <translation>打开</translation>
  </message>
  <message>
   <source>Phone</source>
   <translation>联系电话</translation>
  </message>
  <message>
   <source>Reason for looking</source>
   <translation>查看理由</translation>
  </message>
  <message>
   <source>Record</source>
   <translation>居民信息</translation>
  </message>
  <message>
   <source>Register  Ctrl+Enter</source>
   <translation>登记  Ctrl+回车</translation>
  </message>
  <message>
   <source>Register  Ctrl+N</source>
   <translation>登记新居民  Ctrl+N</translation>
  </message>
  <message>
   <source>Residents</source>
   <translation>居民</translation>
  </message>
  <message>
   <source>Rows that were not taken</source>
   <translation>没有导入的行</translation>
  </message>
  <message>
   <source>Rows with people</source>
   <translation>名册里的人</translation>
  </message>
  <message>
   <source>Save  Ctrl+Enter</source>
   <translation>保存  Ctrl+回车</translation>
  </message>
  <message>
   <source>Save the rejected rows</source>
   <translation>保存没有导入的行</translation>
  </message>
  <message>
   <source>Saved: {path}</source>
   <translation>已存到：{path}</translation>
  </message>
  <message>
   <source>Settled: the value chosen holds.</source>
   <translation>已核实，以选定的内容为准。</translation>
  </message>
  <message>
   <source>Sex and age</source>
   <translation>性别年龄</translation>
  </message>
  <message>
   <source>Sheet</source>
   <translation>工作表</translation>
  </message>
  <message>
   <source>Show Enter</source>
   <translation>查看  回车</translation>
  </message>
  <message>
   <source>Show in full</source>
   <translation>查看完整</translation>
  </message>
  <message>
   <source>State</source>
   <translation>状态</translation>
  </message>
  <message>
   <source>Stop  Esc</source>
   <translation>停止  Esc</translation>
  </message>
  <message>
   <source>Take apart</source>
   <translation>拆开</translation>
  </message>
  <message>
   <source>Take apart  F8</source>
   <translation>拆开  F8</translation>
  </message>
  <message>
   <source>Take this sheet</source>
   <translation>导入这张表</translation>
  </message>
  <message>
   <source>Take {n} {n:person|people} in  Ctrl+Enter</source>
   <translation>导入{n}人  Ctrl+回车</translation>
  </message>
  <message>
   <source>Taken apart: that registration stands for itself again.</source>
   <translation>已拆开，那条登记重新单独使用。</translation>
  </message>
  <message>
   <source>Taken as</source>
   <translation>当作</translation>
  </message>
  <message>
   <source>Taken, but worth a look</source>
   <translation>已导入，请再核对</translation>
  </message>
  <message>
   <source>The earlier registration stays, and the cases and visits of both stand under it. Nothing is lost; if it was a mistake, they can be taken apart again.</source>
   <translation>保留登记较早的一条，两条登记的办件和来访都归到它名下。内容不会丢，弄错了还可以拆开。</translation>
  </message>
  <message>
   <source>The file holds personal data: keep it as carefully as the roster.</source>
   <translation>这个文件含个人信息，请和名册一样妥善保管。</translation>
  </message>
  <message>
   <source>The import was stopped; what was done stays done.</source>
   <translation>导入已停止，已经导入的保留。</translation>
  </message>
  <message>
   <source>The record is corrected.</source>
   <translation>居民信息已更正。</translation>
  </message>
  <message>
   <source>The roster is being taken in</source>
   <translation>正在导入名册</translation>
  </message>
  <message>
   <source>The roster is taken in</source>
   <translation>名册导入完成</translation>
  </message>
  <message>
   <source>The stationmaster or a deputy settles which value is right.</source>
   <translation>以哪个为准，由站长或副站长核定。</translation>
  </message>
  <message>
   <source>They are one person: join  Ctrl+Enter</source>
   <translation>是同一个人，合并  Ctrl+回车</translation>
  </message>
  <message>
   <source>This one is right</source>
   <translation>以这个为准</translation>
  </message>
  <message>
   <source>To the household  F10</source>
   <translation>看这一户  F10</translation>
  </message>
  <message>
   <source>Two values each: {fields}.</source>
   <translation>内容不一：{fields}。</translation>
  </message>
  <message>
   <source>Two windows changed this without knowing of each other.</source>
   <translation>两个窗口分别改了，彼此不知道，请核实后选定。</translation>
  </message>
  <message>
   <source>Visits</source>
   <translation>来访</translation>
  </message>
  <message>
   <source>Where</source>
   <translation>地址</translation>
  </message>
  <message>
   <source>Where the file is</source>
   <translation>文件位置</translation>
  </message>
  <message>
   <source>Which one is right?</source>
   <translation>哪一个是对的？</translation>
  </message>
  <message>
   <source>Who entered, changed and looked</source>
   <translation>谁登记、修改和查看过</translation>
  </message>
  <message>
   <source>Why do you need: {field}</source>
   <translation>为什么要看{field}</translation>
  </message>
  <message>
   <source>at home</source>
   <translation>上门</translation>
  </message>
  <message>
   <source>at registration</source>
   <translation>登记时填的</translation>
  </message>
  <message>
   <source>at the desk</source>
   <translation>窗口</translation>
  </message>
  <message>
   <source>by telephone</source>
   <translation>电话</translation>
  </message>
  <message>
   <source>by {agent}</source>
   <translation>由{agent}代办</translation>
  </message>
  <message>
   <source>copy seen {day}</source>
   <translation>{day}交复印件</translation>
  </message>
  <message>
   <source>extended hours</source>
   <translation>延时服务</translation>
  </message>
  <message>
   <source>for example: to fill in the bank form</source>
   <translation>例如：填写银行表格</translation>
  </message>
  <message>
   <source>for that visit only</source>
   <translation>仅用于当次</translation>
  </message>
  <message>
   <source>items: {n}</source>
   <translation>{n}项</translation>
  </message>
  <message>
   <source>joins it · registered {at}</source>
   <translation>并入 · 登记于{at}</translation>
  </message>
  <message>
   <source>never</source>
   <translation>从未</translation>
  </message>
  <message>
   <source>nobody yet</source>
   <translation>还没有</translation>
  </message>
  <message>
   <source>online</source>
   <translation>网上</translation>
  </message>
  <message>
   <source>original seen {day}</source>
   <translation>{day}看过原件</translation>
  </message>
  <message>
   <source>registered {at}</source>
   <translation>登记于{at}</translation>
  </message>
  <message>
   <source>served until {day}</source>
   <translation>已过期，可用到{day}</translation>
  </message>
  <message>
   <source>serves until {day}</source>
   <translation>可用到{day}</translation>
  </message>
  <message>
   <source>shown now</source>
   <translation>现在显示的</translation>
  </message>
  <message>
   <source>stays · registered {at}</source>
   <translation>保留 · 登记于{at}</translation>
  </message>
  <message>
   <source>the first {n}: type on</source>
   <translation>只列出前{n}位，请再输几个字</translation>
  </message>
  <message>
   <source>to</source>
   <translation>存到</translation>
  </message>
  <message>
   <source>today</source>
   <translation>今天</translation>
  </message>
  <message>
   <source>{done} of {total} rows</source>
   <translation>{total} 行中的第 {done} 行</translation>
  </message>
  <message>
   <source>{n} cannot be taken</source>
   <translation>{n}行导不了</translation>
  </message>
  <message>
   <source>{n} found</source>
   <translation>{n}位</translation>
  </message>
  <message>
   <source>{n} hidden rows</source>
   <translation>隐藏{n}行</translation>
  </message>
  <message>
   <source>{n} {n:day|days} ago</source>
   <translation>{n}天前</translation>
  </message>
  <message>
   <source>{n} {n:person|people}</source>
   <translation>{n}人</translation>
  </message>
  <message>
   <source>{n} {n:row is|rows are} nobody's</source>
   <translation>{n}行不是居民</translation>
  </message>
  <message>
   <source>{n} {n:row|rows}</source>
   <translation>{n}行</translation>
  </message>
  <message>
   <source>{n} {n:year|years}</source>
   <translation>{n}岁</translation>
  </message>
  <message>
   <source>— not taken —</source>
   <translation>不导入</translation>
  </message>
  <message>
   <source>↓ to the list · Enter opens · Ctrl+F new search · several words narrow: 张 19号</source>
   <translation>↓ 到列表 · 回车打开 · Ctrl+F 重新查找 · 多个词一起查更准：张 19号</translation>
  </message>
 </context>
</TS>
