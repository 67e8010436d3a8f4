<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>finder</name>
  <message>
   <source>Name, initials, ID number, phone or door</source>
   <translation>姓名、首字母、证件号码、电话或门牌</translation>
  </message>
  <message>
   <source>Nobody is found. Type less, or something else.</source>
   <translation>没有找到。少输几个字，或者换个条件再找。</translation>
  </message>
  <message>
   <source>Who was found</source>
   <translation>找到的居民</translation>
  </message>
  <message>
   <source>{n} found</source>
   <translation>找到{n}位</translation>
  </message>
 </context>
</TS>
