; Every sentence of the installer, in both languages.

!macro Say key en zh
  LangString ${key} ${LANG_ENGLISH} "${en}"
  LangString ${key} ${LANG_SIMPCHINESE} "${zh}"
!macroend
!define Say "!insertmacro Say"

${Say} Title "${TITLE_EN}" "${TITLE_ZH}"
${Say} WelcomeText \
  "This installs ${TITLE_EN} ${VERSION} for everybody who works on this computer. No network is needed.$\r$\n$\r$\nIf an earlier version is installed, it is replaced. The station's data stay as they are." \
  "即将在这台电脑上安装${TITLE_ZH} ${VERSION}，所有使用这台电脑的人员都可以使用。安装不需要网络。$\r$\n$\r$\n如果已经装有旧版本，将直接换成新版本，服务站的数据原样保留。"
${Say} FinishText \
  "${TITLE_EN} is installed.$\r$\n$\r$\nPlease sign in to Windows as the person who works at the counter and start it from the start menu or the desktop." \
  "${TITLE_ZH}已经装好。$\r$\n$\r$\n请用窗口工作人员自己的 Windows 账户登录，从开始菜单或者桌面打开。"
${Say} Installed "Installed." "安装完成。"
${Say} NeedsRights \
  "Only an administrator can do this. Please right-click the file and choose “Run as administrator”." \
  "需要管理员权限。请用鼠标右键点击安装文件，选择“以管理员身份运行”。"
${Say} NeedsWindows \
  "This program needs 64-bit Windows 10 or Windows 11." \
  "本程序需要 64 位的 Windows 10 或者 Windows 11。"
${Say} NewerThere \
  "Version $FormerVersion is installed, which is newer than this one (${VERSION}). The older version may not be able to read its data. Nothing was changed." \
  "这台电脑上装的是 $FormerVersion 版，比安装文件的 ${VERSION} 版新。旧版本可能读不了新版本的数据，因此没有安装，一切保持原样。"
${Say} Running \
  "The program is still running ($Failed). Please close its window on this computer – for other people who are signed in, too – and try again." \
  "程序正在运行（$Failed），不能安装。请把本机上打开的窗口全部关闭（其他已登录的 Windows 用户也要关闭），然后重试。"
${Say} RunningUninstall \
  "The program is still running ($Failed). Please close its window on this computer – for other people who are signed in, too – and try again." \
  "程序正在运行（$Failed），不能卸载。请把本机上打开的窗口全部关闭（其他已登录的 Windows 用户也要关闭），然后重试。"
${Say} FolderTooLong \
  "The folder's name is too long for Windows. Please choose a shorter one, such as $PROGRAMFILES64\${ID}." \
  "安装文件夹的路径太长，Windows 存不下。请换一个短一些的，例如 $PROGRAMFILES64\${ID}。"
${Say} FolderTaken \
  "There are other files in this folder. Please choose an empty or a new one." \
  "这个文件夹里有别的文件。请选一个空文件夹或者新文件夹。"
${Say} NoRoom \
  "There is not enough room on the disk. ${SIZE_KB} KB are needed. Nothing was changed." \
  "磁盘空间不够，需要 ${SIZE_KB} KB。没有安装，一切保持原样。"
${Say} NotWritten \
  "Not all files could be written. What was installed before is back in its place." \
  "有文件写不进去，安装没有完成，原来的版本已经恢复。"
${Say} NoPolicy \
  "The policy file named after /POLICY= is not there or cannot be read. Nothing was changed." \
  "/POLICY= 后面的策略文件不存在或者读不了。没有安装，一切保持原样。"
${Say} PolicyNotWritten \
  "The program is installed, but the policy file could not be put in its place ($Etc)." \
  "程序已经装好，但是策略文件没能放到 $Etc。"
${Say} Terminal "Commands for IT" "运维命令行"
${Say} TerminalComment \
  "A window for stationctl and station-hall" \
  "在这里使用 stationctl 和 station-hall 命令"
${Say} DataTitle "Remove the program" "卸载程序"
${Say} DataSubtitle "The station's data stay unless you say otherwise." "除非另行选择，服务站的数据会保留。"
${Say} DataText \
  "The program is removed. Residents, cases and papers stay on this computer, encrypted; whoever installs the program again goes on where it ended." \
  "程序将从这台电脑上卸载。居民、办件和材料仍然加密保存在本机，以后重新安装可以接着用。"
${Say} DataBox \
  "Also delete all data of the station on this computer (every Windows user's). Backups elsewhere stay." \
  "同时删除这台电脑上服务站的全部数据（包括每一个 Windows 用户的）。存在别处的备份不受影响。"
${Say} DataSure \
  "All residents, cases and papers on this computer will be deleted and cannot be brought back without a backup and the recovery key. Delete them?" \
  "这台电脑上的居民、办件和材料将全部删除；没有备份和恢复密钥，就再也找不回来。确定删除吗？"
