<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>staff</name>
  <message>
   <source>Accounts</source>
   <translation>账号</translation>
  </message>
  <message>
   <source>Cancel  Esc</source>
   <translation>取消  Esc</translation>
  </message>
  <message>
   <source>Change my password  Ctrl+Enter</source>
   <translation>修改密码  Ctrl+回车</translation>
  </message>
  <message>
   <source>Change roles  Alt+R</source>
   <translation>修改角色  Alt+R</translation>
  </message>
  <message>
   <source>Choose an account on the left.</source>
   <translation>请在左边选一个账号。</translation>
  </message>
  <message>
   <source>Everybody signs in with an account of their own.</source>
   <translation>每人一个账号，各用各的登录。</translation>
  </message>
  <message>
   <source>Give each colleague only the roles their work needs.</source>
   <translation>只给工作需要的角色，不多给。</translation>
  </message>
  <message>
   <source>Last here</source>
   <translation>最近登录</translation>
  </message>
  <message>
   <source>Lock the account</source>
   <translation>停用账号</translation>
  </message>
  <message>
   <source>Login</source>
   <translation>登录名</translation>
  </message>
  <message>
   <source>Make the account  Ctrl+Enter</source>
   <translation>新建账号  Ctrl+回车</translation>
  </message>
  <message>
   <source>May: {rights}.</source>
   <translation>可以：{rights}。</translation>
  </message>
  <message>
   <source>My password</source>
   <translation>我的密码</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>姓名</translation>
  </message>
  <message>
   <source>New account</source>
   <translation>新建账号</translation>
  </message>
  <message>
   <source>New account  Ctrl+N</source>
   <translation>新建账号  Ctrl+N</translation>
  </message>
  <message>
   <source>New password  Alt+P</source>
   <translation>重设密码  Alt+P</translation>
  </message>
  <message>
   <source>One cannot lock one's own account.</source>
   <translation>不能停用自己的账号。</translation>
  </message>
  <message>
   <source>Roles</source>
   <translation>角色</translation>
  </message>
  <message>
   <source>Save the roles  Ctrl+Enter</source>
   <translation>保存角色  Ctrl+回车</translation>
  </message>
  <message>
   <source>Saved: {login}</source>
   <translation>已保存：{login}</translation>
  </message>
  <message>
   <source>Set the password  Ctrl+Enter</source>
   <translation>设定密码  Ctrl+回车</translation>
  </message>
  <message>
   <source>State</source>
   <translation>状态</translation>
  </message>
  <message>
   <source>There is no account yet.</source>
   <translation>还没有账号。</translation>
  </message>
  <message>
   <source>Unlock the account</source>
   <translation>恢复账号</translation>
  </message>
  <message>
   <source>What each role may do</source>
   <translation>各角色的权限</translation>
  </message>
  <message>
   <source>Your password is changed.</source>
   <translation>密码已修改。</translation>
  </message>
  <message>
   <source>in use</source>
   <translation>在用</translation>
  </message>
  <message>
   <source>locked</source>
   <translation>已停用</translation>
  </message>
  <message>
   <source>never</source>
   <translation>从未登录</translation>
  </message>
  <message>
   <source>password is old</source>
   <translation>密码已过期</translation>
  </message>
 </context>
</TS>
