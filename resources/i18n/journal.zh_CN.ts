<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>journal</name>
  <message>
   <source>About</source>
   <translation>对象</translation>
  </message>
  <message>
   <source>Accounts</source>
   <translation>账号</translation>
  </message>
  <message>
   <source>All staff</source>
   <translation>全体人员</translation>
  </message>
  <message>
   <source>Cases</source>
   <translation>办件</translation>
  </message>
  <message>
   <source>Chain of entries</source>
   <translation>记录链</translation>
  </message>
  <message>
   <source>Choose an entry to see all of it.</source>
   <translation>选一条记录，这里显示全部内容。</translation>
  </message>
  <message>
   <source>Computer</source>
   <translation>设备</translation>
  </message>
  <message>
   <source>Copied {n} {n:line|lines}.</source>
   <translation>已复制{n}行。</translation>
  </message>
  <message>
   <source>Copy the report  Alt+C</source>
   <translation>复制报告  Alt+C</translation>
  </message>
  <message>
   <source>Entries</source>
   <translation>操作记录</translation>
  </message>
  <message>
   <source>Entries  Ctrl+1</source>
   <translation>操作记录  Ctrl+1</translation>
  </message>
  <message>
   <source>Entries checked</source>
   <translation>核验记录数</translation>
  </message>
  <message>
   <source>Every entry carries the fingerprint of the one before it, so a missing, changed or reordered entry shows. Verifying recomputes them all and then builds every record anew from the journal to compare it with the tables. Nothing is changed; other work at this computer waits while it runs.</source>
   <translation>每条记录都带有前一条的指纹，少一条、改一条或换了顺序都能看出来。核验时逐条重新计算，再按记录重建全部数据，与现有数据逐项比对。核验不改动任何内容；核验期间，本机的其他查询要等一会儿。</translation>
  </message>
  <message>
   <source>Everything</source>
   <translation>全部</translation>
  </message>
  <message>
   <source>Everything holds</source>
   <translation>全部相符</translation>
  </message>
  <message>
   <source>Fingerprint</source>
   <translation>指纹</translation>
  </message>
  <message>
   <source>From the beginning</source>
   <translation>全部时间</translation>
  </message>
  <message>
   <source>In this period</source>
   <translation>本时段合计</translation>
  </message>
  <message>
   <source>It took</source>
   <translation>用时</translation>
  </message>
  <message>
   <source>Its entry no.</source>
   <translation>设备内序号</translation>
  </message>
  <message>
   <source>Last 30 days</source>
   <translation>近30天</translation>
  </message>
  <message>
   <source>Last 7 days</source>
   <translation>近7天</translation>
  </message>
  <message>
   <source>Last year</source>
   <translation>近一年</translation>
  </message>
  <message>
   <source>Looked at in full</source>
   <translation>查看完整信息</translation>
  </message>
  <message>
   <source>Nobody looked at personal details in full in this period.</source>
   <translation>这段时间没有人查看过完整的个人信息。</translation>
  </message>
  <message>
   <source>Nobody looked.</source>
   <translation>没有人查看。</translation>
  </message>
  <message>
   <source>Nothing was done then. Choose a longer period or another kind.</source>
   <translation>这段时间没有记录。请放宽时段，或换一类记录。</translation>
  </message>
  <message>
   <source>One day</source>
   <translation>某一天</translation>
  </message>
  <message>
   <source>One day: 2026-11-20 (Alt+D)</source>
   <translation>某一天：2026-11-20（Alt+D）</translation>
  </message>
  <message>
   <source>Period</source>
   <translation>时段</translation>
  </message>
  <message>
   <source>Reason</source>
   <translation>事由</translation>
  </message>
  <message>
   <source>Residents</source>
   <translation>居民</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>设置</translation>
  </message>
  <message>
   <source>Sign-ins</source>
   <translation>登录退出</translation>
  </message>
  <message>
   <source>Something does not fit</source>
   <translation>发现不符</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>停止</translation>
  </message>
  <message>
   <source>Tables</source>
   <translation>数据表</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>今天</translation>
  </message>
  <message>
   <source>Verify  Ctrl+3</source>
   <translation>核验  Ctrl+3</translation>
  </message>
  <message>
   <source>Verify now  Ctrl+Enter</source>
   <translation>开始核验  Ctrl+回车</translation>
  </message>
  <message>
   <source>Verify the journal and the data</source>
   <translation>核验记录和数据</translation>
  </message>
  <message>
   <source>What</source>
   <translation>操作</translation>
  </message>
  <message>
   <source>When</source>
   <translation>时间</translation>
  </message>
  <message>
   <source>Who</source>
   <translation>人员</translation>
  </message>
  <message>
   <source>Who looked at whom</source>
   <translation>查看留痕</translation>
  </message>
  <message>
   <source>Who looked at whom  Ctrl+2</source>
   <translation>查看留痕  Ctrl+2</translation>
  </message>
  <message>
   <source>Whom</source>
   <translation>居民</translation>
  </message>
  <message>
   <source>Whose entries</source>
   <translation>谁的记录</translation>
  </message>
  <message>
   <source>Why</source>
   <translation>事由</translation>
  </message>
  <message>
   <source>Write down what stands here and call IT. Do not enter anything more until the data is restored from the last good backup or the tables are rebuilt.</source>
   <translation>请记下上面的内容并联系信息员。在从最近一次完好的备份恢复、或重建数据表之前，请不要再录入。</translation>
  </message>
  <message>
   <source>broken on computer {device} at its entry {number}</source>
   <translation>设备{device}从第{number}条起不符</translation>
  </message>
  <message>
   <source>call IT</source>
   <translation>请联系信息员</translation>
  </message>
  <message>
   <source>equal to the journal</source>
   <translation>与记录一致</translation>
  </message>
  <message>
   <source>in order</source>
   <translation>正常</translation>
  </message>
  <message>
   <source>times: {times} · people: {people}</source>
   <translation>{times}次，{people}人</translation>
  </message>
  <message>
   <source>unbroken</source>
   <translation>完整</translation>
  </message>
  <message>
   <source>{n} seconds</source>
   <translation>{n}秒</translation>
  </message>
  <message>
   <source>{table}: {n} different</source>
   <translation>{table}：{n}处不符</translation>
  </message>
 </context>
</TS>
