<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>households</name>
  <message>
   <source>1 met · 2 nobody in · 3 moved away · N what was seen · F a problem found · Backspace takes the last one back</source>
   <translation>1 见到人 · 2 无人在家 · 3 已搬离 · N 记情况 · F 记发现的问题 · 退格键撤回上一条问题</translation>
  </message>
  <message>
   <source>4 As reported</source>
   <translation>4 属实</translation>
  </message>
  <message>
   <source>5 Not so</source>
   <translation>5 不属实</translation>
  </message>
  <message>
   <source>A grid area and its courtyards and buildings</source>
   <translation>网格及其院落楼栋</translation>
  </message>
  <message>
   <source>A problem found (F, then Enter)</source>
   <translation>发现的问题（按F，写完回车）</translation>
  </message>
  <message>
   <source>Added to: {n}.</source>
   <translation>补充{n}户。</translation>
  </message>
  <message>
   <source>Address without a door: {n}.</source>
   <translation>地址没有门号{n}人。</translation>
  </message>
  <message>
   <source>All areas</source>
   <translation>全部网格</translation>
  </message>
  <message>
   <source>All by address  F7</source>
   <translation>全部（按地址）  F7</translation>
  </message>
  <message>
   <source>All households  Esc</source>
   <translation>全部住户  Esc</translation>
  </message>
  <message>
   <source>Alt+→ ›</source>
   <translation>Alt+→ ›</translation>
  </message>
  <message>
   <source>Another slot</source>
   <translation>改到其他时段</translation>
  </message>
  <message>
   <source>Answers for it</source>
   <translation>包片人</translation>
  </message>
  <message>
   <source>Appointments</source>
   <translation>预约</translation>
  </message>
  <message>
   <source>Area</source>
   <translation>网格</translation>
  </message>
  <message>
   <source>Areas</source>
   <translation>网格</translation>
  </message>
  <message>
   <source>Assign  Ctrl+Enter</source>
   <translation>指定  Ctrl+回车</translation>
  </message>
  <message>
   <source>Assign  F4</source>
   <translation>指定包片人  F4</translation>
  </message>
  <message>
   <source>At the door</source>
   <translation>上门须知</translation>
  </message>
  <message>
   <source>Attention</source>
   <translation>关注</translation>
  </message>
  <message>
   <source>Attention  F5</source>
   <translation>关注类别  F5</translation>
  </message>
  <message>
   <source>Book  Ctrl+Enter</source>
   <translation>预约  Ctrl+回车</translation>
  </message>
  <message>
   <source>Building</source>
   <translation>院落楼栋</translation>
  </message>
  <message>
   <source>Buildings by how long ago</source>
   <translation>各院落楼栋多久未走访</translation>
  </message>
  <message>
   <source>Cases opened: {numbers}.</source>
   <translation>已转为办件：{numbers}。</translation>
  </message>
  <message>
   <source>Cases still open: {cases}.</source>
   <translation>还有未办结的件：{cases}。</translation>
  </message>
  <message>
   <source>Category</source>
   <translation>类别</translation>
  </message>
  <message>
   <source>Change  F6</source>
   <translation>修改  F6</translation>
  </message>
  <message>
   <source>Code</source>
   <translation>编号</translation>
  </message>
  <message>
   <source>Courtyard, building or door (Ctrl+F)</source>
   <translation>院落、楼栋或门号（Ctrl+F）</translation>
  </message>
  <message>
   <source>Courtyards and buildings</source>
   <translation>院落楼栋</translation>
  </message>
  <message>
   <source>Ctrl+{n}</source>
   <translation>Ctrl+{n}</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>日期</translation>
  </message>
  <message>
   <source>Due</source>
   <translation>应访</translation>
  </message>
  <message>
   <source>Due  F5</source>
   <translation>应访  F5</translation>
  </message>
  <message>
   <source>Enter on a free line books it · Alt+← Alt+→ another day · F8 desk or home</source>
   <translation>在空档上回车即预约 · Alt+← Alt+→ 换一天 · F8 到站/上门</translation>
  </message>
  <message>
   <source>Enter shows one building alone, again all of them</source>
   <translation>回车只看这个院落，再回车看全部</translation>
  </message>
  <message>
   <source>Findings to cases  F9</source>
   <translation>问题转为办件  F9</translation>
  </message>
  <message>
   <source>Give this slot</source>
   <translation>预约这个时段</translation>
  </message>
  <message>
   <source>Goes</source>
   <translation>走访</translation>
  </message>
  <message>
   <source>Home visits</source>
   <translation>走访记录</translation>
  </message>
  <message>
   <source>Hour</source>
   <translation>时间</translation>
  </message>
  <message>
   <source>Households</source>
   <translation>住户</translation>
  </message>
  <message>
   <source>Households made: {n}.</source>
   <translation>新建{n}户。</translation>
  </message>
  <message>
   <source>Households of addresses  F7</source>
   <translation>按地址建户  F7</translation>
  </message>
  <message>
   <source>In no area: {n} {n:resident|residents}.</source>
   <translation>不在任何网格内{n}人。</translation>
  </message>
  <message>
   <source>In walking order. Space leaves one out or takes it in again.</source>
   <translation>按走访顺序排列。空格键去掉一户或再加上。</translation>
  </message>
  <message>
   <source>It leaves the rounds. Open cases and planned visits are told next.</source>
   <translation>这一户不再列入走访。随后会列出还没办结的件和已安排的走访。</translation>
  </message>
  <message>
   <source>Kept  F6</source>
   <translation>已赴约  F6</translation>
  </message>
  <message>
   <source>Last seen</source>
   <translation>最近见到</translation>
  </message>
  <message>
   <source>List of the day</source>
   <translation>走访单</translation>
  </message>
  <message>
   <source>Longest</source>
   <translation>最久</translation>
  </message>
  <message>
   <source>Make them cases  F9</source>
   <translation>转为办件  F9</translation>
  </message>
  <message>
   <source>Mark as moved away  Ctrl+Enter</source>
   <translation>记为已搬离  Ctrl+回车</translation>
  </message>
  <message>
   <source>Missed  F7</source>
   <translation>未赴约  F7</translation>
  </message>
  <message>
   <source>Move  Ctrl+Enter</source>
   <translation>改期  Ctrl+回车</translation>
  </message>
  <message>
   <source>Move  F5</source>
   <translation>改期  F5</translation>
  </message>
  <message>
   <source>Moved away  F6</source>
   <translation>已搬离  F6</translation>
  </message>
  <message>
   <source>Moved away on {day}.</source>
   <translation>{day}已搬离。</translation>
  </message>
  <message>
   <source>Need</source>
   <translation>需求</translation>
  </message>
  <message>
   <source>Need attention  F6</source>
   <translation>重点关注  F6</translation>
  </message>
  <message>
   <source>New area  F5</source>
   <translation>新建网格  F5</translation>
  </message>
  <message>
   <source>Next  Alt+↓</source>
   <translation>下一户  Alt+↓</translation>
  </message>
  <message>
   <source>No address was without a household.</source>
   <translation>有门牌的地址都已建户，没有要新建的。</translation>
  </message>
  <message>
   <source>No grid area yet. F5 makes the first one.</source>
   <translation>还没有网格。按F5新建。</translation>
  </message>
  <message>
   <source>No household here yet. Areas (Ctrl+4) makes them of addresses.</source>
   <translation>这里还没有住户。可在“网格”（Ctrl+4）里按地址建户。</translation>
  </message>
  <message>
   <source>No printer is set up. The paper is a PDF in {place}.</source>
   <translation>这台电脑没有打印机，已存为PDF：{place}。</translation>
  </message>
  <message>
   <source>Nobody has called here yet.</source>
   <translation>还没有走访过。</translation>
  </message>
  <message>
   <source>Nobody is due here. F7 shows all households.</source>
   <translation>这里没有应走访的住户。按F7看全部。</translation>
  </message>
  <message>
   <source>Nobody is due there on that day. Choose another day or area.</source>
   <translation>这个网格当天没有应走访的住户。请换一天或换一个网格。</translation>
  </message>
  <message>
   <source>Nobody is registered here.</source>
   <translation>没有登记的居民。</translation>
  </message>
  <message>
   <source>Not now  Esc</source>
   <translation>以后再说  Esc</translation>
  </message>
  <message>
   <source>Not saved: {n}; see the lines.</source>
   <translation>{n}次没有保存，请看各行。</translation>
  </message>
  <message>
   <source>Nothing is planned for that day. F4 plans a round (Ctrl+1).</source>
   <translation>这一天没有安排走访。可在“住户”（Ctrl+1）里按F4安排。</translation>
  </message>
  <message>
   <source>Only what is known, never what is guessed.</source>
   <translation>只填确实知道的，不要猜测。</translation>
  </message>
  <message>
   <source>Outcome</source>
   <translation>结果</translation>
  </message>
  <message>
   <source>Plan  Ctrl+Enter</source>
   <translation>安排  Ctrl+回车</translation>
  </message>
  <message>
   <source>Plan a home visit</source>
   <translation>安排一次走访</translation>
  </message>
  <message>
   <source>Plan a round</source>
   <translation>安排一轮走访</translation>
  </message>
  <message>
   <source>Plan a round  F4</source>
   <translation>安排走访  F4</translation>
  </message>
  <message>
   <source>Plan a visit  F4</source>
   <translation>安排走访  F4</translation>
  </message>
  <message>
   <source>Plan these  Ctrl+Enter</source>
   <translation>就这样安排  Ctrl+回车</translation>
  </message>
  <message>
   <source>Previous  Alt+↑</source>
   <translation>上一户  Alt+↑</translation>
  </message>
  <message>
   <source>Print the list  Ctrl+P</source>
   <translation>打印走访单  Ctrl+P</translation>
  </message>
  <message>
   <source>Problems found: {n}.</source>
   <translation>发现问题{n}条。</translation>
  </message>
  <message>
   <source>Resident  F3</source>
   <translation>居民  F3</translation>
  </message>
  <message>
   <source>Save  Ctrl+Enter</source>
   <translation>保存  Ctrl+回车</translation>
  </message>
  <message>
   <source>Save {n} {n:visit|visits}  Ctrl+Enter</source>
   <translation>保存{n}次走访  Ctrl+回车</translation>
  </message>
  <message>
   <source>Saved: {n} {n:visit|visits}.</source>
   <translation>已保存{n}次走访。</translation>
  </message>
  <message>
   <source>Seen and found</source>
   <translation>情况和问题</translation>
  </message>
  <message>
   <source>Slip  Ctrl+P</source>
   <translation>预约单  Ctrl+P</translation>
  </message>
  <message>
   <source>Somebody not registered  Ctrl+Enter</source>
   <translation>未登记的人  Ctrl+回车</translation>
  </message>
  <message>
   <source>Stand in</source>
   <translation>替班人</translation>
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
   <source>Stopped; the rest can be done another time.</source>
   <translation>已停止，其余可以下次再建。</translation>
  </message>
  <message>
   <source>Take a visit off the list</source>
   <translation>取消一次走访</translation>
  </message>
  <message>
   <source>Take back  Ctrl+Enter</source>
   <translation>取消预约  Ctrl+回车</translation>
  </message>
  <message>
   <source>Take back  F9</source>
   <translation>取消预约  F9</translation>
  </message>
  <message>
   <source>Take off  Ctrl+Enter</source>
   <translation>取消走访  Ctrl+回车</translation>
  </message>
  <message>
   <source>Take off  F7</source>
   <translation>取消走访  F7</translation>
  </message>
  <message>
   <source>Take the appointment back</source>
   <translation>取消预约</translation>
  </message>
  <message>
   <source>The paper could not be printed or saved.</source>
   <translation>没有打印成功，也没能保存。</translation>
  </message>
  <message>
   <source>The paper went to the printer.</source>
   <translation>已送打印机。</translation>
  </message>
  <message>
   <source>The round</source>
   <translation>本轮走访</translation>
  </message>
  <message>
   <source>The station is closed on that day. Alt+→ goes on to the next.</source>
   <translation>这一天不办公。按Alt+→看后一天。</translation>
  </message>
  <message>
   <source>They moved away</source>
   <translation>这一户已搬离</translation>
  </message>
  <message>
   <source>To know</source>
   <translation>须知</translation>
  </message>
  <message>
   <source>Tried</source>
   <translation>去过未遇</translation>
  </message>
  <message>
   <source>Visits of the day</source>
   <translation>当天走访</translation>
  </message>
  <message>
   <source>Visits still planned: {n}.</source>
   <translation>还有已安排的走访{n}次。</translation>
  </message>
  <message>
   <source>What for</source>
   <translation>办什么</translation>
  </message>
  <message>
   <source>What was seen (N, then Enter)</source>
   <translation>走访情况（按N，写完回车）</translation>
  </message>
  <message>
   <source>Where</source>
   <translation>地址</translation>
  </message>
  <message>
   <source>Who</source>
   <translation>人员</translation>
  </message>
  <message>
   <source>Who answers for the area, and who stands in</source>
   <translation>指定包片人和替班人</translation>
  </message>
  <message>
   <source>Who goes</source>
   <translation>由谁去</translation>
  </message>
  <message>
   <source>Who is it for?</source>
   <translation>给谁预约？</translation>
  </message>
  <message>
   <source>Who lives there</source>
   <translation>住在这里的人</translation>
  </message>
  <message>
   <source>Who went</source>
   <translation>走访人</translation>
  </message>
  <message>
   <source>Whose list</source>
   <translation>谁的走访单</translation>
  </message>
  <message>
   <source>Why</source>
   <translation>事由</translation>
  </message>
  <message>
   <source>Why it is looked after, and what to know at the door</source>
   <translation>关注类别和上门须知</translation>
  </message>
  <message>
   <source>gone by</source>
   <translation>已过</translation>
  </message>
  <message>
   <source>left out</source>
   <translation>不去</translation>
  </message>
  <message>
   <source>never</source>
   <translation>从未</translation>
  </message>
  <message>
   <source>no need named</source>
   <translation>不选需求</translation>
  </message>
  <message>
   <source>nobody answers for it yet</source>
   <translation>还没有包片人</translation>
  </message>
  <message>
   <source>nobody yet</source>
   <translation>还没有</translation>
  </message>
  <message>
   <source>not saved</source>
   <translation>没有保存</translation>
  </message>
  <message>
   <source>today</source>
   <translation>今天</translation>
  </message>
  <message>
   <source>yes</source>
   <translation>去</translation>
  </message>
  <message>
   <source>{area} (mine)</source>
   <translation>{area}（我）</translation>
  </message>
  <message>
   <source>{done} of {n} entered</source>
   <translation>已录入{done}/{n}</translation>
  </message>
  <message>
   <source>{name} answers for it</source>
   <translation>{name}包片</translation>
  </message>
  <message>
   <source>{n} free</source>
   <translation>空{n}</translation>
  </message>
  <message>
   <source>{n} of earlier days not entered</source>
   <translation>以前还有{n}次未录入</translation>
  </message>
  <message>
   <source>{n} {n:day|days}</source>
   <translation>{n}天</translation>
  </message>
  <message>
   <source>{n} {n:day|days} ago</source>
   <translation>{n}天前</translation>
  </message>
  <message>
   <source>{n} {n:household|households}</source>
   <translation>{n}户</translation>
  </message>
  <message>
   <source>{n} {n:visit is|visits are} planned. Ctrl+P prints the list.</source>
   <translation>已安排{n}次走访。按Ctrl+P打印走访单。</translation>
  </message>
  <message>
   <source>‹ Alt+←</source>
   <translation>‹ Alt+←</translation>
  </message>
  <message>
   <source>↑ ↓ choose · Enter opens · F8 another area · F9 buildings and households in turn · those who need it most stand first</source>
   <translation>↑ ↓ 选择 · 回车打开 · F8 换网格 · F9 在院落和住户之间切换 · 最该走访的排在最前</translation>
  </message>
  <message>
   <source>↑ ↓ choose · Enter shows the area's households</source>
   <translation>↑ ↓ 选择 · 回车看这个网格的住户</translation>
  </message>
 </context>
</TS>
