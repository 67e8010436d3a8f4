<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>catalogue</name>
  <message>
   <source>, </source>
   <translation>、</translation>
  </message>
  <message>
   <source>1 copy</source>
   <translation>复印件1份</translation>
  </message>
  <message>
   <source>1. Save the catalogue in force, and change it in Excel or WPS.</source>
   <translation>1. 把现用目录另存为工作簿，用Excel或WPS修改。</translation>
  </message>
  <message>
   <source>2. Read it back: every cell is checked, nothing changes yet.</source>
   <translation>2. 读回修改好的工作簿：逐格核对，这一步不会改动目录。</translation>
  </message>
  <message>
   <source>; funeral parlour: </source>
   <translation>；殡仪馆：</translation>
  </message>
  <message>
   <source>; notary: </source>
   <translation>；公证机构：</translation>
  </message>
  <message>
   <source>; subdistrict office: </source>
   <translation>；街道办事处：</translation>
  </message>
  <message>
   <source>; who issues it: </source>
   <translation>；出具单位：</translation>
  </message>
  <message>
   <source>Adopt  Ctrl+Enter</source>
   <translation>启用  Ctrl+回车</translation>
  </message>
  <message>
   <source>Adopted</source>
   <translation>启用时间</translation>
  </message>
  <message>
   <source>Adopted versions</source>
   <translation>启用过的版本</translation>
  </message>
  <message>
   <source>All items</source>
   <translation>全部事项</translation>
  </message>
  <message>
   <source>Asked for as</source>
   <translation>居民的说法</translation>
  </message>
  <message>
   <source>By</source>
   <translation>经办人</translation>
  </message>
  <message>
   <source>Catalogue</source>
   <translation>目录版本</translation>
  </message>
  <message>
   <source>Catalogue {version} is in force. Cases already taken in keep theirs.</source>
   <translation>目录{version}已启用。已收的办件仍按原来的目录办理。</translation>
  </message>
  <message>
   <source>Catalogue {version}.xlsx</source>
   <translation>事项目录 {version}.xlsx</translation>
  </message>
  <message>
   <source>Category and group</source>
   <translation>类别和分组</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>变化</translation>
  </message>
  <message>
   <source>Change the catalogue in a workbook</source>
   <translation>用工作簿修改目录</translation>
  </message>
  <message>
   <source>Check</source>
   <translation>核对</translation>
  </message>
  <message>
   <source>Choose a workbook</source>
   <translation>选择工作簿</translation>
  </message>
  <message>
   <source>Choose an item on the left to see its guide.</source>
   <translation>在左边选一个事项，这里显示它的办事指南。</translation>
  </message>
  <message>
   <source>Code</source>
   <translation>编码</translation>
  </message>
  <message>
   <source>Column</source>
   <translation>列</translation>
  </message>
  <message>
   <source>Copied {n} {n:line|lines}.</source>
   <translation>已复制{n}行。</translation>
  </message>
  <message>
   <source>Copy the list  Alt+C</source>
   <translation>复制清单  Alt+C</translation>
  </message>
  <message>
   <source>Department</source>
   <translation>承办单位</translation>
  </message>
  <message>
   <source>Document</source>
   <translation>材料</translation>
  </message>
  <message>
   <source>Documents ({n})</source>
   <translation>申请材料（{n}）</translation>
  </message>
  <message>
   <source>Everyday words</source>
   <translation>居民的说法</translation>
  </message>
  <message>
   <source>Find: name, initials, code or everyday words (Ctrl+F)</source>
   <translation>查事项：名称、简拼、编码或居民的说法（Ctrl+F）</translation>
  </message>
  <message>
   <source>Form ({n} {n:question|questions})</source>
   <translation>申请表（{n}项）</translation>
  </message>
  <message>
   <source>Government services</source>
   <translation>政务（基本公共）服务</translation>
  </message>
  <message>
   <source>Guide</source>
   <translation>办事指南</translation>
  </message>
  <message>
   <source>Handling</source>
   <translation>办理方式</translation>
  </message>
  <message>
   <source>How residents ask for it, and where this is from</source>
   <translation>居民的说法和资料来源</translation>
  </message>
  <message>
   <source>Item</source>
   <translation>事项</translation>
  </message>
  <message>
   <source>Items</source>
   <translation>事项</translation>
  </message>
  <message>
   <source>Items  Ctrl+1</source>
   <translation>事项  Ctrl+1</translation>
  </message>
  <message>
   <source>Legal limit</source>
   <translation>法定时限</translation>
  </message>
  <message>
   <source>Life services</source>
   <translation>生活便民服务</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>名称</translation>
  </message>
  <message>
   <source>No catalogue was adopted yet.</source>
   <translation>还没有启用过目录。</translation>
  </message>
  <message>
   <source>No item fits. Try other words, or fewer of them.</source>
   <translation>没有查到事项。请换个说法，或者少写几个字。</translation>
  </message>
  <message>
   <source>No questions of its own.</source>
   <translation>没有单独要填的内容。</translation>
  </message>
  <message>
   <source>No.</source>
   <translation>序号</translation>
  </message>
  <message>
   <source>None is asked for.</source>
   <translation>不需要材料。</translation>
  </message>
  <message>
   <source>Nothing is wrong.</source>
   <translation>没有发现问题。</translation>
  </message>
  <message>
   <source>Offered</source>
   <translation>有效期</translation>
  </message>
  <message>
   <source>Official code</source>
   <translation>上级事项编码</translation>
  </message>
  <message>
   <source>Only the version, title or notes differ.</source>
   <translation>只有版本号、标题或说明不同。</translation>
  </message>
  <message>
   <source>Paper handed over</source>
   <translation>交付文书</translation>
  </message>
  <message>
   <source>Party-masses services</source>
   <translation>党务服务</translation>
  </message>
  <message>
   <source>Please note</source>
   <translation>说明</translation>
  </message>
  <message>
   <source>Process</source>
   <translation>流程</translation>
  </message>
  <message>
   <source>Promised</source>
   <translation>承诺时限</translation>
  </message>
  <message>
   <source>Proof</source>
   <translation>证明</translation>
  </message>
  <message>
   <source>Public services</source>
   <translation>公益志愿服务</translation>
  </message>
  <message>
   <source>Read from</source>
   <translation>读取</translation>
  </message>
  <message>
   <source>Refused proofs</source>
   <translation>不予开具的证明</translation>
  </message>
  <message>
   <source>Refused proofs  Ctrl+2</source>
   <translation>不予开具的证明  Ctrl+2</translation>
  </message>
  <message>
   <source>Result</source>
   <translation>办理结果</translation>
  </message>
  <message>
   <source>Row</source>
   <translation>行</translation>
  </message>
  <message>
   <source>Save the workbook</source>
   <translation>保存工作簿</translation>
  </message>
  <message>
   <source>Save to</source>
   <translation>保存到</translation>
  </message>
  <message>
   <source>Saved: {path}</source>
   <translation>已保存：{path}</translation>
  </message>
  <message>
   <source>Sheet</source>
   <translation>工作表</translation>
  </message>
  <message>
   <source>Since 2020 residents' committees do not issue these proofs (Ministry of Civil Affairs, Minfa [2020] No. 20). Whoever asks for one is told kindly which document or office proves the same.</source>
   <translation>自2020年起，社区居委会不再开具下列证明（民政部等，民发〔2020〕20号）。居民来问时，请耐心说明用什么证件或到哪个单位可以证明。</translation>
  </message>
  <message>
   <source>Source</source>
   <translation>来源</translation>
  </message>
  <message>
   <source>State</source>
   <translation>状态</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>停止</translation>
  </message>
  <message>
   <source>The catalogue is empty.</source>
   <translation>目录里没有事项。</translation>
  </message>
  <message>
   <source>The workbook is the catalogue in force; nothing changes.</source>
   <translation>工作簿与现用目录完全一致，没有变化。</translation>
  </message>
  <message>
   <source>This catalogue lists no refused proofs.</source>
   <translation>本目录没有列出不予开具的证明。</translation>
  </message>
  <message>
   <source>Version</source>
   <translation>版本</translation>
  </message>
  <message>
   <source>Version {version}: {added} {added:item|items} added, {changed} changed, {withdrawn} withdrawn.</source>
   <translation>版本{version}：新增{added}项，修改{changed}项，取消{withdrawn}项。</translation>
  </message>
  <message>
   <source>Versions and workbook  Ctrl+3</source>
   <translation>版本和工作簿  Ctrl+3</translation>
  </message>
  <message>
   <source>What changes</source>
   <translation>变化清单</translation>
  </message>
  <message>
   <source>What comes next</source>
   <translation>办结以后</translation>
  </message>
  <message>
   <source>What differs</source>
   <translation>不同之处</translation>
  </message>
  <message>
   <source>What is wrong</source>
   <translation>问题</translation>
  </message>
  <message>
   <source>What is wrong in the workbook</source>
   <translation>工作簿里的问题</translation>
  </message>
  <message>
   <source>Who issues it</source>
   <translation>由谁出具</translation>
  </message>
  <message>
   <source>Who may apply</source>
   <translation>受理条件</translation>
  </message>
  <message>
   <source>a copy on file serves for one year</source>
   <translation>留存件1年内可复用</translation>
  </message>
  <message>
   <source>a copy on file serves for {n} {n:day|days}</source>
   <translation>留存件{n}天内可复用</translation>
  </message>
  <message>
   <source>a copy on file serves for {n} {n:year|years}</source>
   <translation>留存件{n}年内可复用</translation>
  </message>
  <message>
   <source>added</source>
   <translation>新增</translation>
  </message>
  <message>
   <source>address</source>
   <translation>地址</translation>
  </message>
  <message>
   <source>administrative process</source>
   <translation>行政流程</translation>
  </message>
  <message>
   <source>amount in yuan</source>
   <translation>金额（元）</translation>
  </message>
  <message>
   <source>any one of: {group}</source>
   <translation>任选其一：{group}</translation>
  </message>
  <message>
   <source>asked in some cases</source>
   <translation>视情况填写</translation>
  </message>
  <message>
   <source>bank account</source>
   <translation>银行账号</translation>
  </message>
  <message>
   <source>booked</source>
   <translation>预约</translation>
  </message>
  <message>
   <source>category</source>
   <translation>类别</translation>
  </message>
  <message>
   <source>changed</source>
   <translation>修改</translation>
  </message>
  <message>
   <source>collected</source>
   <translation>收件</translation>
  </message>
  <message>
   <source>date</source>
   <translation>日期</translation>
  </message>
  <message>
   <source>department</source>
   <translation>承办单位</translation>
  </message>
  <message>
   <source>dispatched</source>
   <translation>派单</translation>
  </message>
  <message>
   <source>documents</source>
   <translation>申请材料</translation>
  </message>
  <message>
   <source>done at the desk</source>
   <translation>即办</translation>
  </message>
  <message>
   <source>everyday words</source>
   <translation>居民的说法</translation>
  </message>
  <message>
   <source>filled from the record</source>
   <translation>从居民资料带入</translation>
  </message>
  <message>
   <source>first day</source>
   <translation>生效日期</translation>
  </message>
  <message>
   <source>form</source>
   <translation>申请表</translation>
  </message>
  <message>
   <source>form printed here</source>
   <translation>本站打印表格</translation>
  </message>
  <message>
   <source>from {since}</source>
   <translation>自{since}起</translation>
  </message>
  <message>
   <source>from {since} to {until}</source>
   <translation>{since}至{until}</translation>
  </message>
  <message>
   <source>general practice, not confirmed by a published guide</source>
   <translation>按通常做法整理，未见公开的办事指南</translation>
  </message>
  <message>
   <source>grade A: the issuer's own record, used directly</source>
   <translation>A级：发证机构数据，可直接使用</translation>
  </message>
  <message>
   <source>grade B: verified at a window, reusable</source>
   <translation>B级：窗口核验过，可重复使用</translation>
  </message>
  <message>
   <source>grade C: brought along, the original checked</source>
   <translation>C级：申请人带来，核对原件后使用</translation>
  </message>
  <message>
   <source>grade D: made by the applicant, who answers for it</source>
   <translation>D级：申请人自制，由本人承诺真实</translation>
  </message>
  <message>
   <source>group</source>
   <translation>分组</translation>
  </message>
  <message>
   <source>identity number</source>
   <translation>身份证件号</translation>
  </message>
  <message>
   <source>in force</source>
   <translation>现用</translation>
  </message>
  <message>
   <source>issued by: {office}</source>
   <translation>{office}出具</translation>
  </message>
  <message>
   <source>last day</source>
   <translation>失效日期</translation>
  </message>
  <message>
   <source>leadership process</source>
   <translation>领导流程</translation>
  </message>
  <message>
   <source>legal limit</source>
   <translation>法定时限</translation>
  </message>
  <message>
   <source>long text</source>
   <translation>长文字</translation>
  </message>
  <message>
   <source>market process</source>
   <translation>市场流程</translation>
  </message>
  <message>
   <source>may not follow later</source>
   <translation>不可容缺</translation>
  </message>
  <message>
   <source>name</source>
   <translation>名称</translation>
  </message>
  <message>
   <source>negotiation process</source>
   <translation>协商流程</translation>
  </message>
  <message>
   <source>no longer offered</source>
   <translation>已停办</translation>
  </message>
  <message>
   <source>not stated</source>
   <translation>未注明</translation>
  </message>
  <message>
   <source>not yet offered</source>
   <translation>尚未开办</translation>
  </message>
  <message>
   <source>number</source>
   <translation>数字</translation>
  </message>
  <message>
   <source>of: {holder}</source>
   <translation>{holder}的</translation>
  </message>
  <message>
   <source>official code</source>
   <translation>上级事项编码</translation>
  </message>
  <message>
   <source>one choice</source>
   <translation>单选</translation>
  </message>
  <message>
   <source>only if: {condition}</source>
   <translation>限：{condition}</translation>
  </message>
  <message>
   <source>only when someone acts for the resident</source>
   <translation>限代办时</translation>
  </message>
  <message>
   <source>original handed in</source>
   <translation>交原件</translation>
  </message>
  <message>
   <source>original looked at</source>
   <translation>看原件</translation>
  </message>
  <message>
   <source>process</source>
   <translation>流程</translation>
  </message>
  <message>
   <source>promised limit</source>
   <translation>承诺时限</translation>
  </message>
  <message>
   <source>required</source>
   <translation>必填</translation>
  </message>
  <message>
   <source>result</source>
   <translation>办理结果</translation>
  </message>
  <message>
   <source>sensitive</source>
   <translation>敏感信息</translation>
  </message>
  <message>
   <source>several choices</source>
   <translation>多选</translation>
  </message>
  <message>
   <source>shown at each visit</source>
   <translation>每次出示</translation>
  </message>
  <message>
   <source>source</source>
   <translation>来源</translation>
  </message>
  <message>
   <source>telephone</source>
   <translation>电话</translation>
  </message>
  <message>
   <source>text</source>
   <translation>文字</translation>
  </message>
  <message>
   <source>until {until}</source>
   <translation>至{until}止</translation>
  </message>
  <message>
   <source>way of handling</source>
   <translation>办理方式</translation>
  </message>
  <message>
   <source>who may apply</source>
   <translation>受理条件</translation>
  </message>
  <message>
   <source>whole number</source>
   <translation>整数</translation>
  </message>
  <message>
   <source>withdrawn</source>
   <translation>取消</translation>
  </message>
  <message>
   <source>year and month</source>
   <translation>年月</translation>
  </message>
  <message>
   <source>yes or no</source>
   <translation>是否</translation>
  </message>
  <message>
   <source>{n} things to put right in the workbook; nothing was changed.</source>
   <translation>工作簿里有{n}处需要改正，目录没有改动。</translation>
  </message>
  <message>
   <source>{n} {n:copy|copies}</source>
   <translation>复印件{n}份</translation>
  </message>
  <message>
   <source>{n} {n:print|prints}</source>
   <translation>{n}张</translation>
  </message>
  <message>
   <source>{title} · {version} · {n} {n:item|items}</source>
   <translation>{title} · {version} · {n}项</translation>
  </message>
  <message>
   <source>{words} and {n} more</source>
   <translation>{words}等，另有{n}种说法</translation>
  </message>
  <message>
   <source>“{name}” is a proof that is not issued here. Ctrl+2 shows who does.</source>
   <translation>“{name}”是社区不予开具的证明，按Ctrl+2看由谁出具。</translation>
  </message>
 </context>
</TS>
