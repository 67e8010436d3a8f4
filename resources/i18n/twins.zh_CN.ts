<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>twins</name>
  <message>
   <source>, </source>
   <translation>、</translation>
  </message>
  <message>
   <source>Born</source>
   <translation>出生日期</translation>
  </message>
  <message>
   <source>ID number</source>
   <translation>证件号码</translation>
  </message>
  <message>
   <source>ID number one slip away</source>
   <translation>证件号码只差一处</translation>
  </message>
  <message>
   <source>Lives at</source>
   <translation>现住址</translation>
  </message>
  <message>
   <source>N Another person: register</source>
   <translation>N 不是同一人，登记</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>姓名</translation>
  </message>
  <message>
   <source>Perhaps this person is already here. Compare, then choose.</source>
   <translation>这位居民可能已经登记过，请核对后选择。</translation>
  </message>
  <message>
   <source>Phone</source>
   <translation>联系电话</translation>
  </message>
  <message>
   <source>same ID number</source>
   <translation>证件号码相同</translation>
  </message>
  <message>
   <source>same name and address</source>
   <translation>姓名和住址相同</translation>
  </message>
  <message>
   <source>same name and birth date</source>
   <translation>姓名和出生日期相同</translation>
  </message>
  <message>
   <source>same name and phone</source>
   <translation>姓名和电话相同</translation>
  </message>
  <message>
   <source>typed now</source>
   <translation>这次填写的</translation>
  </message>
  <message>
   <source>{n} It is {name}</source>
   <translation>{n}就是{name}</translation>
  </message>
 </context>
</TS>
