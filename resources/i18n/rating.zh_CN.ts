<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>rating</name>
  <message>
   <source>Anything else you want to say (as you like)</source>
   <translation>您还想说点什么（可以不写）</translation>
  </message>
  <message>
   <source>Attitude</source>
   <translation>服务态度</translation>
  </message>
  <message>
   <source>Bad</source>
   <translation>很差</translation>
  </message>
  <message>
   <source>Choose one: press 5 for very satisfied down to 1 for very dissatisfied.</source>
   <translation>请选一项：按5非常满意，按4满意，按3基本满意，按2不满意，按1非常不满意。</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>Dissatisfied</source>
   <translation>不满意</translation>
  </message>
  <message>
   <source>Efficiency</source>
   <translation>服务效率</translation>
  </message>
  <message>
   <source>Fair</source>
   <translation>一般</translation>
  </message>
  <message>
   <source>Fairly satisfied</source>
   <translation>基本满意</translation>
  </message>
  <message>
   <source>Good</source>
   <translation>好</translation>
  </message>
  <message>
   <source>Great</source>
   <translation>很好</translation>
  </message>
  <message>
   <source>Hand it in</source>
   <translation>提交评价</translation>
  </message>
  <message>
   <source>No, not yet</source>
   <translation>还没有</translation>
  </message>
  <message>
   <source>Not now</source>
   <translation>暂不评价</translation>
  </message>
  <message>
   <source>Please choose one of the five first.</source>
   <translation>请先在五项中选一项。</translation>
  </message>
  <message>
   <source>Please rate our service</source>
   <translation>请您评价本次服务</translation>
  </message>
  <message>
   <source>Poor</source>
   <translation>差</translation>
  </message>
  <message>
   <source>Rating</source>
   <translation>服务评价</translation>
  </message>
  <message>
   <source>Satisfied</source>
   <translation>满意</translation>
  </message>
  <message>
   <source>Skill</source>
   <translation>服务水平</translation>
  </message>
  <message>
   <source>Thank you!</source>
   <translation>谢谢您！</translation>
  </message>
  <message>
   <source>Very dissatisfied</source>
   <translation>非常不满意</translation>
  </message>
  <message>
   <source>Very satisfied</source>
   <translation>非常满意</translation>
  </message>
  <message>
   <source>Was your matter solved?</source>
   <translation>您的事情解决了吗？</translation>
  </message>
  <message>
   <source>Yes, solved</source>
   <translation>解决了</translation>
  </message>
  <message>
   <source>Your answer is not shown to the member of staff who served you.</source>
   <translation>您的评价不会让为您办事的工作人员看到。</translation>
  </message>
  <message>
   <source>Your rating has been handed in.</source>
   <translation>您的评价已经提交。</translation>
  </message>
 </context>
</TS>
