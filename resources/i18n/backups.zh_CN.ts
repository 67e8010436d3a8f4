<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>backups</name>
  <message>
   <source>A PC that is off at that time makes it soon after the next sign-in. Kept are the newest of so many days, weeks and months; the last good one always stays.</source>
   <translation>到点没有开机的，下次登录后不久自动补做。按天、按周、按月各保留所写的份数；最后一份完好的备份始终保留。</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>添加</translation>
  </message>
  <message>
   <source>As of {at}. Everybody signs in with the password of then; what came after that the hall gives back at the next connection.</source>
   <translation>已恢复到{at}的状态。大家用当时的密码登录；此后的业务下次连上大厅时自动补回。</translation>
  </message>
  <message>
   <source>Back up now</source>
   <translation>立即备份</translation>
  </message>
  <message>
   <source>Backup file</source>
   <translation>备份文件</translation>
  </message>
  <message>
   <source>Backup made and verified in “{place}”.</source>
   <translation>已在“{place}”完成备份并核验。</translation>
  </message>
  <message>
   <source>Backup places</source>
   <translation>备份位置</translation>
  </message>
  <message>
   <source>Backup {n} %</source>
   <translation>备份中 {n}%</translation>
  </message>
  <message>
   <source>Backups</source>
   <translation>备份</translation>
  </message>
  <message>
   <source>Backups in this place</source>
   <translation>此位置的备份</translation>
  </message>
  <message>
   <source>Backups of this computer</source>
   <translation>本机备份</translation>
  </message>
  <message>
   <source>Choose a backup place</source>
   <translation>选择备份位置</translation>
  </message>
  <message>
   <source>Computer</source>
   <translation>电脑</translation>
  </message>
  <message>
   <source>Data is here already. Move it aside and restore over it</source>
   <translation>这里已有数据。移到旁边保存，再进行恢复</translation>
  </message>
  <message>
   <source>Entries</source>
   <translation>记录数</translation>
  </message>
  <message>
   <source>Every day at</source>
   <translation>每天备份时间</translation>
  </message>
  <message>
   <source>Go to signing in  ↵</source>
   <translation>去登录  ↵</translation>
  </message>
  <message>
   <source>If this computer is lost</source>
   <translation>万一电脑损坏或丢失</translation>
  </message>
  <message>
   <source>Keep (days, weeks, months)</source>
   <translation>保留份数（天、周、月）</translation>
  </message>
  <message>
   <source>Laid down by the policy of this computer.</source>
   <translation>由本机策略规定。</translation>
  </message>
  <message>
   <source>Last backup</source>
   <translation>最近备份</translation>
  </message>
  <message>
   <source>Last backup {n} {n:day|days} ago</source>
   <translation>最近备份在{n}天前</translation>
  </message>
  <message>
   <source>Last verified backup: {at}</source>
   <translation>最近一次核验通过的备份：{at}</translation>
  </message>
  <message>
   <source>Look for the file…</source>
   <translation>查找文件…</translation>
  </message>
  <message>
   <source>Made</source>
   <translation>备份时间</translation>
  </message>
  <message>
   <source>New place</source>
   <translation>新位置</translation>
  </message>
  <message>
   <source>No backup place</source>
   <translation>未设备份位置</translation>
  </message>
  <message>
   <source>No backup place yet: choose a second disk, a share or a USB stick.</source>
   <translation>还没有备份位置：请选择另一块硬盘、共享文件夹或U盘。</translation>
  </message>
  <message>
   <source>No backup was made yet.</source>
   <translation>还没有做过备份。</translation>
  </message>
  <message>
   <source>No backup yet</source>
   <translation>尚无备份</translation>
  </message>
  <message>
   <source>Place</source>
   <translation>位置</translation>
  </message>
  <message>
   <source>Plug the stick in or connect the share, choose the newest backup, and type the recovery key from the paper in the safe. O and 0, I and 1, B and 8, spaces and dashes make no difference.</source>
   <translation>插上U盘或连上共享文件夹，选最新的一份备份，再照着保险柜里的纸输入恢复密钥。字母O与数字0、I与1、B与8不必区分，空格和横线可省略。</translation>
  </message>
  <message>
   <source>Recovery key</source>
   <translation>恢复密钥</translation>
  </message>
  <message>
   <source>Restore  ↵</source>
   <translation>恢复  ↵</translation>
  </message>
  <message>
   <source>Restore a backup</source>
   <translation>从备份恢复</translation>
  </message>
  <message>
   <source>Restore from a backup</source>
   <translation>从备份恢复</translation>
  </message>
  <message>
   <source>Room left</source>
   <translation>剩余空间</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>保存</translation>
  </message>
  <message>
   <source>Saved.</source>
   <translation>已保存。</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>大小</translation>
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
   <source>Stopped.</source>
   <translation>已停止。</translation>
  </message>
  <message>
   <source>Stopped. Earlier backups are as they were.</source>
   <translation>已停止。以前的备份没有受影响。</translation>
  </message>
  <message>
   <source>Stopped. Nothing was changed.</source>
   <translation>已停止，没有改动任何内容。</translation>
  </message>
  <message>
   <source>Take off the list</source>
   <translation>移出列表</translation>
  </message>
  <message>
   <source>The last verified backup is {n} {n:day|days} old. See “Upkeep”, “Backups”.</source>
   <translation>最近一次核验通过的备份已是{n}天前。请到“系统维护”的“备份”查看。</translation>
  </message>
  <message>
   <source>The station is back</source>
   <translation>服务站已恢复</translation>
  </message>
  <message>
   <source>There is no backup in this place.</source>
   <translation>此位置还没有备份。</translation>
  </message>
  <message>
   <source>Verify this one</source>
   <translation>核验这一份</translation>
  </message>
  <message>
   <source>What was here before is in the folder {name}.</source>
   <translation>原有数据保存在文件夹{name}中。</translation>
  </message>
  <message>
   <source>When, and how many</source>
   <translation>时间与份数</translation>
  </message>
  <message>
   <source>When, and what to do in a disaster</source>
   <translation>备份时间，以及出事怎么办</translation>
  </message>
  <message>
   <source>another</source>
   <translation>其他电脑</translation>
  </message>
  <message>
   <source>failed</source>
   <translation>失败</translation>
  </message>
  <message>
   <source>no backup yet</source>
   <translation>尚无备份</translation>
  </message>
  <message>
   <source>no place chosen</source>
   <translation>未选位置</translation>
  </message>
  <message>
   <source>none yet</source>
   <translation>尚无备份</translation>
  </message>
  <message>
   <source>not here</source>
   <translation>不在</translation>
  </message>
  <message>
   <source>on the same disk</source>
   <translation>与数据同一硬盘</translation>
  </message>
  <message>
   <source>some days old</source>
   <translation>已隔数日</translation>
  </message>
  <message>
   <source>this one</source>
   <translation>本机</translation>
  </message>
  <message>
   <source>too old or missing</source>
   <translation>过久或缺失</translation>
  </message>
  <message>
   <source>up to date</source>
   <translation>正常</translation>
  </message>
  <message>
   <source>verified</source>
   <translation>已核验</translation>
  </message>
  <message>
   <source>whole</source>
   <translation>完整</translation>
  </message>
  <message>
   <source>“{name}” opens and proves right: {n} {n:entry|entries}.</source>
   <translation>“{name}”能打开，核验通过，共{n}条记录。</translation>
  </message>
 </context>
</TS>
