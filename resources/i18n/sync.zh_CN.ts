<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>sync</name>
  <message>
   <source>1  Carry to the hall</source>
   <translation>1  带到大厅</translation>
  </message>
  <message>
   <source>2  Bring the answer back</source>
   <translation>2  带回答复</translation>
  </message>
  <message>
   <source>About</source>
   <translation>对象</translation>
  </message>
  <message>
   <source>Accepted</source>
   <translation>大厅已收</translation>
  </message>
  <message>
   <source>Account {day}.csv</source>
   <translation>往来日报 {day}.csv</translation>
  </message>
  <message>
   <source>Address of the hall</source>
   <translation>大厅地址</translation>
  </message>
  <message>
   <source>All sent</source>
   <translation>全部已送达</translation>
  </message>
  <message>
   <source>Asking the hall…</source>
   <translation>正在联系大厅…</translation>
  </message>
  <message>
   <source>Attachments to fetch</source>
   <translation>待取回的附件</translation>
  </message>
  <message>
   <source>Attachments to send</source>
   <translation>待送出的附件</translation>
  </message>
  <message>
   <source>Both ends compared counts and hashes at {at} and agree.</source>
   <translation>{at} 两边核对过条数和校验值，完全一致。</translation>
  </message>
  <message>
   <source>Both versions</source>
   <translation>两边的内容</translation>
  </message>
  <message>
   <source>By</source>
   <translation>办理人</translation>
  </message>
  <message>
   <source>By USB stick</source>
   <translation>U盘往来</translation>
  </message>
  <message>
   <source>Case</source>
   <translation>办件编号</translation>
  </message>
  <message>
   <source>Cases</source>
   <translation>办件</translation>
  </message>
  <message>
   <source>Changed on two sides apart. Which value is right?</source>
   <translation>两边各改了一次，请核实哪个是对的。</translation>
  </message>
  <message>
   <source>Choose a matter to see both versions.</source>
   <translation>选一件事，这里并排显示两边的内容。</translation>
  </message>
  <message>
   <source>Choose a packet</source>
   <translation>选择数据包</translation>
  </message>
  <message>
   <source>Comparing</source>
   <translation>正在核对</translation>
  </message>
  <message>
   <source>Connected</source>
   <translation>已连接</translation>
  </message>
  <message>
   <source>Connected by relay</source>
   <translation>经中转机连接</translation>
  </message>
  <message>
   <source>Connected; both ends are comparing what they hold.</source>
   <translation>已连接，正在与大厅核对。</translation>
  </message>
  <message>
   <source>Connecting…</source>
   <translation>正在连接…</translation>
  </message>
  <message>
   <source>Connection</source>
   <translation>连接情况</translation>
  </message>
  <message>
   <source>Counted in acts as recorded, sign-ins included; cases by the day they were taken in.</source>
   <translation>条数按操作记录计，含登录；办件按收件当天计。</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>日期</translation>
  </message>
  <message>
   <source>Day by day</source>
   <translation>每日往来</translation>
  </message>
  <message>
   <source>Decided</source>
   <translation>已有决定</translation>
  </message>
  <message>
   <source>Decided by the hall</source>
   <translation>大厅已决定</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>详情</translation>
  </message>
  <message>
   <source>Enrol this window</source>
   <translation>接入大厅</translation>
  </message>
  <message>
   <source>Enrolled at the hall as window {desk}.</source>
   <translation>已接入大厅，本窗口编号{desk}。</translation>
  </message>
  <message>
   <source>Enrolment code</source>
   <translation>接入码</translation>
  </message>
  <message>
   <source>Entries</source>
   <translation>记录数</translation>
  </message>
  <message>
   <source>Every act</source>
   <translation>全部操作</translation>
  </message>
  <message>
   <source>Everything has arrived at the hall.</source>
   <translation>全部已送达大厅。</translation>
  </message>
  <message>
   <source>Everything that the hall is not known to have, sealed for it alone: whoever finds the stick can read nothing. The hall's staff import it on their page and give back an answer.</source>
   <translation>导出大厅还没收到的全部内容，只有大厅能打开，U盘丢了别人也看不了。大厅人员在网页上导入后，会给一个答复包带回。</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>导出</translation>
  </message>
  <message>
   <source>Give this one another number</source>
   <translation>给这一件换编号</translation>
  </message>
  <message>
   <source>Go there</source>
   <translation>去处理</translation>
  </message>
  <message>
   <source>Hall</source>
   <translation>大厅</translation>
  </message>
  <message>
   <source>Hall no.</source>
   <translation>大厅收件号</translation>
  </message>
  <message>
   <source>IT staff can enrol it at the subdistrict's hall with a code from there.</source>
   <translation>需要与街道大厅往来时，请信息管理员用大厅给的接入码接入。</translation>
  </message>
  <message>
   <source>Import</source>
   <translation>导入</translation>
  </message>
  <message>
   <source>In detail</source>
   <translation>详细情况</translation>
  </message>
  <message>
   <source>Item</source>
   <translation>事项</translation>
  </message>
  <message>
   <source>Keep this value</source>
   <translation>以此为准</translation>
  </message>
  <message>
   <source>Last agreed</source>
   <translation>最近核对一致</translation>
  </message>
  <message>
   <source>Last heard</source>
   <translation>最近连通</translation>
  </message>
  <message>
   <source>Last of it here</source>
   <translation>最近一条</translation>
  </message>
  <message>
   <source>Last tried</source>
   <translation>最近尝试</translation>
  </message>
  <message>
   <source>Made</source>
   <translation>办理</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>名称</translation>
  </message>
  <message>
   <source>Name of this window</source>
   <translation>窗口名称</translation>
  </message>
  <message>
   <source>Needs you</source>
   <translation>请处理</translation>
  </message>
  <message>
   <source>No.</source>
   <translation>编号</translation>
  </message>
  <message>
   <source>Not at the hall yet</source>
   <translation>大厅未收到</translation>
  </message>
  <message>
   <source>Nothing to send</source>
   <translation>没有待发送</translation>
  </message>
  <message>
   <source>Nothing was done in the last 31 days.</source>
   <translation>最近31天没有办理记录。</translation>
  </message>
  <message>
   <source>Of these at the relay</source>
   <translation>其中已到中转机</translation>
  </message>
  <message>
   <source>Offline</source>
   <translation>离线</translation>
  </message>
  <message>
   <source>Offline since {time}</source>
   <translation>{time} 起离线</translation>
  </message>
  <message>
   <source>One number was given twice. One of the cases needs another.</source>
   <translation>同一个编号用了两次，要给其中一件换编号。</translation>
  </message>
  <message>
   <source>One person: join them</source>
   <translation>是同一人，合并</translation>
  </message>
  <message>
   <source>Open the case</source>
   <translation>打开办件</translation>
  </message>
  <message>
   <source>Read from</source>
   <translation>读取文件</translation>
  </message>
  <message>
   <source>Registered twice? Joining loses nothing and can be undone.</source>
   <translation>是不是登记了两次？合并不丢任何内容，也可以再拆开。</translation>
  </message>
  <message>
   <source>Save as CSV</source>
   <translation>存为CSV</translation>
  </message>
  <message>
   <source>Save the account</source>
   <translation>保存日报</translation>
  </message>
  <message>
   <source>Save to</source>
   <translation>保存到</translation>
  </message>
  <message>
   <source>Saved “{name}”.</source>
   <translation>已保存“{name}”。</translation>
  </message>
  <message>
   <source>See what it is</source>
   <translation>查看原因</translation>
  </message>
  <message>
   <source>Sent</source>
   <translation>已送出</translation>
  </message>
  <message>
   <source>Set aside</source>
   <translation>被搁置</translation>
  </message>
  <message>
   <source>Settled</source>
   <translation>已处理</translation>
  </message>
  <message>
   <source>Settled.</source>
   <translation>已处理。</translation>
  </message>
  <message>
   <source>Show in full</source>
   <translation>显示完整内容</translation>
  </message>
  <message>
   <source>Somebody is needed here.</source>
   <translation>需要有人处理。</translation>
  </message>
  <message>
   <source>State</source>
   <translation>状态</translation>
  </message>
  <message>
   <source>Still owed</source>
   <translation>尚欠</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>停止</translation>
  </message>
  <message>
   <source>Stopped. Nothing is lost; do it again at any time.</source>
   <translation>已停止。什么都没有丢，随时可以重做。</translation>
  </message>
  <message>
   <source>The code has 20 letters and digits in four groups, without I, O, 0 and 1. Capitals, spaces and dashes do not matter.</source>
   <translation>接入码是20个字母和数字，分4组，没有I、O、0和1；大小写、空格和短横线都不要紧。</translation>
  </message>
  <message>
   <source>The hall accepts nothing more from this window. With a new code it goes on under a new number, and what it has not sent yet goes along.</source>
   <translation>大厅不再接收这个窗口的内容。用新的接入码接入后，窗口换一个编号继续办，没送出的一并送去。</translation>
  </message>
  <message>
   <source>The hall is out of reach. Go on working as usual.</source>
   <translation>暂时连不上大厅，照常办理即可。</translation>
  </message>
  <message>
   <source>The hall set this entry aside. Say what was done instead.</source>
   <translation>大厅把这条记录搁置了，请写明改为怎样处理。</translation>
  </message>
  <message>
   <source>The hall's staff give one code for each window, valid once. After this the window sends by itself, whenever there is a connection; what was done so far goes first.</source>
   <translation>每个窗口向大厅要一个接入码，只能用一次。接入后有网就自动送，先送以前办的。</translation>
  </message>
  <message>
   <source>The station's relay is reached, the hall is not.</source>
   <translation>已连上站内中转机，还没连上大厅。</translation>
  </message>
  <message>
   <source>There is nothing of this kind.</source>
   <translation>没有这样的内容。</translation>
  </message>
  <message>
   <source>There is nothing to settle.</source>
   <translation>没有待核实的事。</translation>
  </message>
  <message>
   <source>This act came too late to take effect. Say what was done about it.</source>
   <translation>这一步办得晚了，没有生效。请写明是怎样处理的。</translation>
  </message>
  <message>
   <source>This clock</source>
   <translation>本机时钟</translation>
  </message>
  <message>
   <source>This is the only window.</source>
   <translation>只有这一个窗口。</translation>
  </message>
  <message>
   <source>This window</source>
   <translation>本窗口</translation>
  </message>
  <message>
   <source>This window and the hall</source>
   <translation>本窗口与大厅</translation>
  </message>
  <message>
   <source>This window is enrolled. Another code is needed only when the hall has changed its certificate or revoked this window.</source>
   <translation>这个窗口已经接入。只有大厅换了证书或停用了这个窗口，才需要新的接入码。</translation>
  </message>
  <message>
   <source>This window works alone: nothing leaves this computer.</source>
   <translation>本机独立使用，没有任何内容离开这台电脑。</translation>
  </message>
  <message>
   <source>To settle</source>
   <translation>待核实</translation>
  </message>
  <message>
   <source>To the hall {day}</source>
   <translation>送大厅 {day}</translation>
  </message>
  <message>
   <source>Try now  F5</source>
   <translation>立即连接  F5</translation>
  </message>
  <message>
   <source>Trying…</source>
   <translation>正在连接…</translation>
  </message>
  <message>
   <source>Two people: keep apart</source>
   <translation>是两个人，不合并</translation>
  </message>
  <message>
   <source>What</source>
   <translation>内容</translation>
  </message>
  <message>
   <source>What the hall received, decided and published. A packet may be carried twice or in any order.</source>
   <translation>大厅收到的、决定的和发布的内容。重复导入或者次序颠倒都没关系。</translation>
  </message>
  <message>
   <source>What was done about it</source>
   <translation>是怎样处理的</translation>
  </message>
  <message>
   <source>What was made here</source>
   <translation>本站办理</translation>
  </message>
  <message>
   <source>When</source>
   <translation>时间</translation>
  </message>
  <message>
   <source>Where it stands</source>
   <translation>到了哪一步</translation>
  </message>
  <message>
   <source>Whom</source>
   <translation>居民</translation>
  </message>
  <message>
   <source>Window</source>
   <translation>窗口</translation>
  </message>
  <message>
   <source>Windows and relays of this station</source>
   <translation>本站的窗口和中转机</translation>
  </message>
  <message>
   <source>Works alone</source>
   <translation>本机独立使用</translation>
  </message>
  <message>
   <source>Yet to reach the hall</source>
   <translation>大厅未收到</translation>
  </message>
  <message>
   <source>before enrolment</source>
   <translation>接入之前</translation>
  </message>
  <message>
   <source>in use</source>
   <translation>在用</translation>
  </message>
  <message>
   <source>never</source>
   <translation>还没有</translation>
  </message>
  <message>
   <source>not yet</source>
   <translation>还没有</translation>
  </message>
  <message>
   <source>replaced</source>
   <translation>已换编号</translation>
  </message>
  <message>
   <source>revoked</source>
   <translation>已停用</translation>
  </message>
  <message>
   <source>right</source>
   <translation>准确</translation>
  </message>
  <message>
   <source>{name} (relay)</source>
   <translation>{name}（中转机）</translation>
  </message>
  <message>
   <source>{name} (this window)</source>
   <translation>{name}（本窗口）</translation>
  </message>
  <message>
   <source>{n} min ahead</source>
   <translation>快{n}分钟</translation>
  </message>
  <message>
   <source>{n} min behind</source>
   <translation>慢{n}分钟</translation>
  </message>
  <message>
   <source>{n} to send</source>
   <translation>{n}条待发送</translation>
  </message>
  <message>
   <source>{n} {n:entry is|entries are} in “{name}”. Take it to the hall.</source>
   <translation>{n}条已导出到“{name}”，请带到大厅导入。</translation>
  </message>
  <message>
   <source>{n} {n:entry is|entries are} on the way to the hall.</source>
   <translation>还有{n}条正在送往大厅。</translation>
  </message>
  <message>
   <source>{n} {n:entry waits here and loses|entries wait here and lose} nothing.</source>
   <translation>{n}条在本机等着，不会丢。</translation>
  </message>
  <message>
   <source>{n} {n:entry waits|entries wait} for the hall; the relay passes {n:it|them} on.</source>
   <translation>{n}条等着送大厅，连通后由中转机代送。</translation>
  </message>
  <message>
   <source>{received} {received:entry|entries} received; the hall has confirmed {confirmed} of this window's.</source>
   <translation>收到{received}条；大厅确认收到本窗口{confirmed}条。</translation>
  </message>
  <message>
   <source>↑ ↓ choose · Enter opens the case · Alt+← Alt+→ choose what is listed</source>
   <translation>↑ ↓ 选择 · 回车打开办件 · Alt+← Alt+→ 切换列表</translation>
  </message>
 </context>
</TS>
