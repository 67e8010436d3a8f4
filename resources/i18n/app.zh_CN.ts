<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>app</name>
  <message>
   <source>Change my password</source>
   <translation>修改我的密码</translation>
  </message>
  <message>
   <source>Dark colours</source>
   <translation>深色界面</translation>
  </message>
  <message>
   <source>English</source>
   <translation>English</translation>
  </message>
  <message>
   <source>Large and clear (elder-friendly)</source>
   <translation>大字清晰版（适老）</translation>
  </message>
  <message>
   <source>Lock or change person</source>
   <translation>锁定或换人</translation>
  </message>
  <message>
   <source>Something went wrong in the program (number {number}). What was saved is safe. Please try again; if it happens again, tell IT this number.</source>
   <translation>程序出了点问题（编号 {number}）。已保存的内容都在。请再试一次；若再次出现，请把这个编号告诉信息技术人员。</translation>
  </message>
  <message>
   <source>Your account may not take in “{name}”. It is shown again to whoever signs in next.</source>
   <translation>您的账号不能办理“{name}”。下一位登录的人还会看到它。</translation>
  </message>
  <message>
   <source>中文</source>
   <translation>中文</translation>
  </message>
 </context>
</TS>
