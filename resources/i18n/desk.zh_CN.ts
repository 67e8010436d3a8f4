<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>desk</name>
  <message>
   <source>1 calendar day</source>
   <translation>1个自然日</translation>
  </message>
  <message>
   <source>1 copy</source>
   <translation>复印件1份</translation>
  </message>
  <message>
   <source>1 item</source>
   <translation>1项</translation>
  </message>
  <message>
   <source>1 working day</source>
   <translation>1个工作日</translation>
  </message>
  <message>
   <source>A new person</source>
   <translation>新登记居民</translation>
  </message>
  <message>
   <source>A new person: nobody here is meant</source>
   <translation>名册里没有这个人，新登记一位</translation>
  </message>
  <message>
   <source>Accept and print  Ctrl+Enter</source>
   <translation>受理并打印  Ctrl+回车</translation>
  </message>
  <message>
   <source>Accepted by {name}.</source>
   <translation>已由{name}同意采用。</translation>
  </message>
  <message>
   <source>Accepted: {numbers}</source>
   <translation>已受理：{numbers}</translation>
  </message>
  <message>
   <source>Agent  F4</source>
   <translation>代办  F4</translation>
  </message>
  <message>
   <source>All items</source>
   <translation>全部事项</translation>
  </message>
  <message>
   <source>All seen  Ctrl+M</source>
   <translation>齐全  Ctrl+M</translation>
  </message>
  <message>
   <source>Already accepted before: this is the first answer.</source>
   <translation>这次来访先前已经受理，下面是当时的结果。</translation>
  </message>
  <message>
   <source>Back  Esc</source>
   <translation>返回  Esc</translation>
  </message>
  <message>
   <source>C copy</source>
   <translation>C 复印件</translation>
  </message>
  <message>
   <source>Came  F5</source>
   <translation>来访方式  F5</translation>
  </message>
  <message>
   <source>Camera</source>
   <translation>高拍仪</translation>
  </message>
  <message>
   <source>Case</source>
   <translation>办件</translation>
  </message>
  <message>
   <source>Category, place and promise next</source>
   <translation>接着选类别、填地点，给出承诺时限</translation>
  </message>
  <message>
   <source>Choose the category: the promise follows from it.</source>
   <translation>先选诉求类别，承诺时限随类别确定。</translation>
  </message>
  <message>
   <source>Choose the document first, then add its scan.</source>
   <translation>请先选中一份材料，再加扫描件。</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>选择…</translation>
  </message>
  <message>
   <source>Del takes the last scan away</source>
   <translation>按 Del 去掉最后一张</translation>
  </message>
  <message>
   <source>Documents</source>
   <translation>申请材料</translation>
  </message>
  <message>
   <source>Documents are left to look at: O seen, M missing, Ctrl+M all seen.</source>
   <translation>还有材料没核对：O 原件已验，M 未交，Ctrl+M 齐全。</translation>
  </message>
  <message>
   <source>Done at once, with the result below.</source>
   <translation>当场办结，办理结果写在下面。</translation>
  </message>
  <message>
   <source>Done by {day}</source>
   <translation>承诺{day}前办结</translation>
  </message>
  <message>
   <source>Drafts  Ctrl+D</source>
   <translation>草稿  Ctrl+D</translation>
  </message>
  <message>
   <source>Enter goes on, Del throws away, Esc goes back.</source>
   <translation>回车接着办，Del 丢弃，Esc 返回。</translation>
  </message>
  <message>
   <source>Folder for PDF files</source>
   <translation>存放PDF的文件夹</translation>
  </message>
  <message>
   <source>Government services</source>
   <translation>政务（基本公共）服务</translation>
  </message>
  <message>
   <source>How the resident came</source>
   <translation>来访方式</translation>
  </message>
  <message>
   <source>It will be here by</source>
   <translation>几号前补来</translation>
  </message>
  <message>
   <source>Items of this visit, {n}</source>
   <translation>本次来访的事项，共{n}项</translation>
  </message>
  <message>
   <source>L later</source>
   <translation>L 后补</translation>
  </message>
  <message>
   <source>Lane: {lane}; switches to the other</source>
   <translation>办理方式：{lane}；按下换成另一种</translation>
  </message>
  <message>
   <source>Last visits</source>
   <translation>最近来访</translation>
  </message>
  <message>
   <source>Life services</source>
   <translation>生活便民服务</translation>
  </message>
  <message>
   <source>M missing</source>
   <translation>M 未交</translation>
  </message>
  <message>
   <source>Missing: {names}</source>
   <translation>缺少：{names}</translation>
  </message>
  <message>
   <source>N not needed</source>
   <translation>N 不需要</translation>
  </message>
  <message>
   <source>Name, initials, ID number, phone, door, or what the visitor wants (Ctrl+K)</source>
   <translation>姓名、拼音首字母、证件号、电话、门牌，或者要办的事（Ctrl+K）</translation>
  </message>
  <message>
   <source>New</source>
   <translation>新登记</translation>
  </message>
  <message>
   <source>Newest scan</source>
   <translation>最新扫描</translation>
  </message>
  <message>
   <source>Next visitor  Enter</source>
   <translation>下一位  回车</translation>
  </message>
  <message>
   <source>No printer is set up. Papers hold personal data: where may they be saved as PDF?</source>
   <translation>这台电脑没有装打印机。文书含个人信息，请指定PDF存到哪里：</translation>
  </message>
  <message>
   <source>No scan folder is set: choose one in the settings.</source>
   <translation>还没有指定扫描文件夹，请到“设置”里选择。</translation>
  </message>
  <message>
   <source>Nobody here has this card.</source>
   <translation>没有找到持这张证件的居民。</translation>
  </message>
  <message>
   <source>Not issued here</source>
   <translation>不予开具</translation>
  </message>
  <message>
   <source>Note it and print where to go  Ctrl+Enter</source>
   <translation>登记并打印去处  Ctrl+回车</translation>
  </message>
  <message>
   <source>O original</source>
   <translation>O 原件</translation>
  </message>
  <message>
   <source>On file, still good</source>
   <translation>在档且有效的材料</translation>
  </message>
  <message>
   <source>Open cases</source>
   <translation>在办的件</translation>
  </message>
  <message>
   <source>Own words</source>
   <translation>诉求</translation>
  </message>
  <message>
   <source>Page {n}</source>
   <translation>第{n}页</translation>
  </message>
  <message>
   <source>Papers</source>
   <translation>文书</translation>
  </message>
  <message>
   <source>Party-masses services</source>
   <translation>党务服务</translation>
  </message>
  <message>
   <source>Paste</source>
   <translation>粘贴</translation>
  </message>
  <message>
   <source>Press Del once more to throw this visit away.</source>
   <translation>再按一次 Del 就丢弃这次来访。</translation>
  </message>
  <message>
   <source>Public services</source>
   <translation>公益志愿服务</translation>
  </message>
  <message>
   <source>Read the card  F3</source>
   <translation>读身份证  F3</translation>
  </message>
  <message>
   <source>Reason for showing it in full</source>
   <translation>查看全号的理由</translation>
  </message>
  <message>
   <source>Register  Ctrl+Enter</source>
   <translation>登记  Ctrl+回车</translation>
  </message>
  <message>
   <source>Register “{text}”</source>
   <translation>新登记“{text}”</translation>
  </message>
  <message>
   <source>Resident</source>
   <translation>居民</translation>
  </message>
  <message>
   <source>Result: {result}</source>
   <translation>办理结果：{result}</translation>
  </message>
  <message>
   <source>Scan or photo</source>
   <translation>扫描件或照片</translation>
  </message>
  <message>
   <source>Scan {n}</source>
   <translation>扫描件{n}</translation>
  </message>
  <message>
   <source>Scan…</source>
   <translation>扫描…</translation>
  </message>
  <message>
   <source>Show in full, with a reason</source>
   <translation>填写理由后查看全号</translation>
  </message>
  <message>
   <source>Still to be put right: {n}</source>
   <translation>还有{n}处要改。</translation>
  </message>
  <message>
   <source>Take down in the resident’s own words: “{text}”</source>
   <translation>按居民原话登记：“{text}”</translation>
  </message>
  <message>
   <source>The card has run out; please tell the resident to renew it.</source>
   <translation>这张身份证已经过期，请提醒居民换证。</translation>
  </message>
  <message>
   <source>The paper as it is printed</source>
   <translation>打印出来的样子</translation>
  </message>
  <message>
   <source>The visit of {name} waits in the drafts.</source>
   <translation>{name}的来访没办完，已放进草稿。</translation>
  </message>
  <message>
   <source>There is no scan in the folder.</source>
   <translation>扫描文件夹里没有文件。</translation>
  </message>
  <message>
   <source>There is none. Every visit that is set aside waits here.</source>
   <translation>现在没有。办到一半放下的来访都会放在这里。</translation>
  </message>
  <message>
   <source>This draft has been finished meanwhile.</source>
   <translation>这份草稿已经办完了。</translation>
  </message>
  <message>
   <source>This folder does not exist.</source>
   <translation>没有这个文件夹。</translation>
  </message>
  <message>
   <source>This visit</source>
   <translation>本次来访</translation>
  </message>
  <message>
   <source>Type part of a name, its initials, the end of an ID number, a phone or a door.</source>
   <translation>输入姓名、拼音首字母、证件号后几位、电话或门牌都能找到人。</translation>
  </message>
  <message>
   <source>Type what the visitor wants, in their own words or by pinyin initials; or press Down to look through everything.</source>
   <translation>按居民的说法或拼音首字母输入要办的事；想不起名称时，按向下键逐类查看。</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>撤销</translation>
  </message>
  <message>
   <source>Unfinished visits</source>
   <translation>没办完的来访</translation>
  </message>
  <message>
   <source>Unfinished: {n}  Ctrl+D</source>
   <translation>没办完{n}份  Ctrl+D</translation>
  </message>
  <message>
   <source>Valid until</source>
   <translation>有效期至</translation>
  </message>
  <message>
   <source>W wrong</source>
   <translation>W 不合要求</translation>
  </message>
  <message>
   <source>What is wrong with it?</source>
   <translation>哪里不符</translation>
  </message>
  <message>
   <source>What the visitor wants is collected here.</source>
   <translation>居民要办的事项都列在这里。</translation>
  </message>
  <message>
   <source>Who is here?</source>
   <translation>来的是谁？</translation>
  </message>
  <message>
   <source>Who issues it, or what proves it already</source>
   <translation>由谁出具，或用什么证明</translation>
  </message>
  <message>
   <source>Who may apply: {who}</source>
   <translation>办理对象：{who}</translation>
  </message>
  <message>
   <source>Why must it be seen? Enter shows it</source>
   <translation>为什么要看？写明后按回车</translation>
  </message>
  <message>
   <source>Write a day after today, for example 2026-12-31.</source>
   <translation>请写今天以后的日期，例如 2026-12-31。</translation>
  </message>
  <message>
   <source>accepted</source>
   <translation>已受理</translation>
  </message>
  <message>
   <source>any one: {name} / {rest}</source>
   <translation>任选一种：{name} / {rest}</translation>
  </message>
  <message>
   <source>approved by the hall</source>
   <translation>大厅已准予</translation>
  </message>
  <message>
   <source>arranged</source>
   <translation>已约定</translation>
  </message>
  <message>
   <source>at once</source>
   <translation>当场办结</translation>
  </message>
  <message>
   <source>at the desk</source>
   <translation>即办</translation>
  </message>
  <message>
   <source>at the resident's home</source>
   <translation>上门</translation>
  </message>
  <message>
   <source>at the window</source>
   <translation>窗口</translation>
  </message>
  <message>
   <source>booked</source>
   <translation>预约</translation>
  </message>
  <message>
   <source>by telephone</source>
   <translation>电话</translation>
  </message>
  <message>
   <source>by {day}</source>
   <translation>{day}前补</translation>
  </message>
  <message>
   <source>collected</source>
   <translation>收件</translation>
  </message>
  <message>
   <source>copy handed in</source>
   <translation>已收复印件</translation>
  </message>
  <message>
   <source>copy {n}</source>
   <translation>第{n}份</translation>
  </message>
  <message>
   <source>dispatched</source>
   <translation>派单</translation>
  </message>
  <message>
   <source>done</source>
   <translation>已办结</translation>
  </message>
  <message>
   <source>extended hours</source>
   <translation>延时服务</translation>
  </message>
  <message>
   <source>failed: print again</source>
   <translation>没打出来，请重打</translation>
  </message>
  <message>
   <source>female</source>
   <translation>女</translation>
  </message>
  <message>
   <source>handed in</source>
   <translation>已收</translation>
  </message>
  <message>
   <source>lives at</source>
   <translation>现住址</translation>
  </message>
  <message>
   <source>male</source>
   <translation>男</translation>
  </message>
  <message>
   <source>missing</source>
   <translation>未交</translation>
  </message>
  <message>
   <source>nobody yet</source>
   <translation>还没选人</translation>
  </message>
  <message>
   <source>not issued by the community</source>
   <translation>社区不予开具</translation>
  </message>
  <message>
   <source>not looked at</source>
   <translation>待核对</translation>
  </message>
  <message>
   <source>not needed</source>
   <translation>不需要</translation>
  </message>
  <message>
   <source>noted</source>
   <translation>已登记</translation>
  </message>
  <message>
   <source>on file, {day}</source>
   <translation>在档（{day}）</translation>
  </message>
  <message>
   <source>one-time notice: {n} missing</source>
   <translation>一次性告知书：缺{n}份</translation>
  </message>
  <message>
   <source>online</source>
   <translation>网上</translation>
  </message>
  <message>
   <source>original kept</source>
   <translation>收原件</translation>
  </message>
  <message>
   <source>original looked at</source>
   <translation>验原件</translation>
  </message>
  <message>
   <source>original seen</source>
   <translation>原件已验</translation>
  </message>
  <message>
   <source>power of attorney</source>
   <translation>委托书</translation>
  </message>
  <message>
   <source>printed</source>
   <translation>已打印</translation>
  </message>
  <message>
   <source>printed here</source>
   <translation>本站打印</translation>
  </message>
  <message>
   <source>printing</source>
   <translation>正在打印</translation>
  </message>
  <message>
   <source>ready</source>
   <translation>可以受理</translation>
  </message>
  <message>
   <source>ready: by {day}</source>
   <translation>可以受理，{day}前办结</translation>
  </message>
  <message>
   <source>ready: done at once</source>
   <translation>可以受理，当场办结</translation>
  </message>
  <message>
   <source>refused</source>
   <translation>不予办理</translation>
  </message>
  <message>
   <source>registered at</source>
   <translation>户籍地址</translation>
  </message>
  <message>
   <source>returned for correction</source>
   <translation>退回补正</translation>
  </message>
  <message>
   <source>taken back</source>
   <translation>已撤回</translation>
  </message>
  <message>
   <source>to be completed</source>
   <translation>待补正</translation>
  </message>
  <message>
   <source>void</source>
   <translation>已作废</translation>
  </message>
  <message>
   <source>wrong</source>
   <translation>不合要求</translation>
  </message>
  <message>
   <source>{lane}  F6</source>
   <translation>{lane}  F6</translation>
  </message>
  <message>
   <source>{limit}: accepted now, done by {day}</source>
   <translation>{limit}，现在受理应在{day}前办结</translation>
  </message>
  <message>
   <source>{name} answers for the household</source>
   <translation>{name}包片联户</translation>
  </message>
  <message>
   <source>{name} by {day}</source>
   <translation>{name}：{day}前补来</translation>
  </message>
  <message>
   <source>{name} is neither a picture nor a PDF.</source>
   <translation>“{name}”既不是图片也不是PDF。</translation>
  </message>
  <message>
   <source>{name}, until {day}</source>
   <translation>{name}（有效至{day}）</translation>
  </message>
  <message>
   <source>{n} calendar days</source>
   <translation>{n}个自然日</translation>
  </message>
  <message>
   <source>{n} missing: one-time notice</source>
   <translation>缺{n}份，开一次性告知书</translation>
  </message>
  <message>
   <source>{n} not finished</source>
   <translation>{n}项没填完</translation>
  </message>
  <message>
   <source>{n} to fill in</source>
   <translation>还有{n}处要填</translation>
  </message>
  <message>
   <source>{n} to follow</source>
   <translation>{n}份后补</translation>
  </message>
  <message>
   <source>{n} to look at</source>
   <translation>{n}份材料待核对</translation>
  </message>
  <message>
   <source>{n} working days</source>
   <translation>{n}个工作日</translation>
  </message>
  <message>
   <source>{n} {n:copy|copies}</source>
   <translation>复印件{n}份</translation>
  </message>
  <message>
   <source>{n} {n:item|items}</source>
   <translation>{n}项</translation>
  </message>
  <message>
   <source>{n} {n:print|prints}</source>
   <translation>{n}张</translation>
  </message>
  <message>
   <source>{n} {n:year|years}</source>
   <translation>{n}岁</translation>
  </message>
  <message>
   <source>“{name}” was taken out of this visit.</source>
   <translation>已从本次来访中去掉“{name}”。</translation>
  </message>
 </context>
</TS>
