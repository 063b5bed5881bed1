"""The words that transcripts use for roles, and before a colon where nobody speaks."""

# Word lists read best as running text, and a Han character counts as two columns.
# ruff: noqa: E501

from __future__ import annotations

SIMPLIFIED = str.maketrans(
    "採訪談員問題調記紀筆參與應對發說話講學師長書親爺眾譯時間點備註釋錄轉寫齡別職業歷務編號關鍵鐘單電網語標來會議場資後這麼個種體當現過還結終總為著媽嬸處縣鄉鎮醫願幹計組隊經聯係簡項專態環東張劉陳楊黃趙吳孫馬鄭謝許鄧馮韓蕭葉蔣蘇呂盧鍾譚陸賈韋鄒閻龍賀顧龔萬錢嚴湯歐魯羅陰詞",
    "采访谈员问题调记记笔参与应对发说话讲学师长书亲爷众译时间点备注释录转写龄别职业历务编号关键钟单电网语标来会议场资后这么个种体当现过还结终总为着妈婶处县乡镇医愿干计组队经联系简项专态环东张刘陈杨黄赵吴孙马郑谢许邓冯韩萧叶蒋苏吕卢钟谭陆贾韦邹阎龙贺顾龚万钱严汤欧鲁罗阴词",
)
"""Traditional characters of labels and header keys: the lists below are in simplified ones."""

INTERVIEWER = frozenset(
    """interviewer interviewers researcher moderator facilitator investigator questioner interrogator
    fieldworker enumerator int intv inter ir mod question i q 采访者 采访人 采访员 访谈者 访谈人
    访谈员 访员 访问者 访问员 访问人 提问者 提问人 提问 问 问题 主持人 主持 研究者 研究员 研究人员
    笔者 调查员 调查者 调研员 调研者 记者""".split()
)
PARTICIPANT = frozenset(
    """participant respondent interviewee informant narrator answer resp ie part p r a 受访者 受访人
    受访对象 被访者 被访人 被访谈者 被访谈人 被采访者 被采访人 被访问者 答 回答 回答者 应答者
    参与者 参加者""".split()
)
SPEAKER = frozenset(
    """speaker spk student pupil teacher mother father grandmother grandfather child husband wife
    interpreter translator observer unknown everyone all several man woman male female host guest
    发言人 说话人 讲话人 学生 老师 教师 家长 校长 主任 书记 母亲 父亲 奶奶 爷爷 外婆 外公 孩子
    村民 众人 翻译 旁人""".split()
)
"""Labels that name a speaker and leave open who asks."""

AMBIGUOUS = frozenset("r a".split())
"""Participants only beside an interviewer's label: R may be the researcher, A one of A and B."""

SPELLINGS = {
    "interviewr": "interviewer",
    "interviwer": "interviewer",
    "inteviewer": "interviewer",
    "interveiwer": "interviewer",
    "intervierwer": "interviewer",
    "interviewier": "interviewer",
    "intervewer": "interviewer",
    "intervewee": "interviewee",
    "interviwee": "interviewee",
    "inteviewee": "interviewee",
    "interveiwee": "interviewee",
    "interviewe": "interviewee",
    "particpant": "participant",
    "partcipant": "participant",
    "participent": "participant",
    "responent": "respondent",
    "respondant": "respondent",
    "modertor": "moderator",
    "moderater": "moderator",
    "reseacher": "researcher",
    "researcer": "researcher",
}
"""Slips seen in label columns; a label is never matched to a person by guess."""

HEADERS = frozenset(
    """date|place|time|note|notes|location|duration|length|summary keywords|keywords|keyword|speakers
    |participants|interviewers|interviewees|respondents|attendees|present|title|transcript
    |transcription|transcribed|transcribed by|transcriber|transcriptionist|interview
    |interview date|interview time|interview place|interview location|interview number
    |interview no|interview id|interviewed by|interviewer name|interviewee name
    |name of interviewer|name of interviewee|project|study|file|filename|file name|audio
    |audio file|recording|recorded|recorded by|start|end|start time|end time|language|languages
    |setting|age|gender|sex|occupation|education|id|code|case|url|http|https|ftp|mailto|www|source
    |copyright|version|page|pages|re|from|to|cc|subject|legend|key|abbreviations|background
    |context|summary|abstract|topic|theme|consent|email|e-mail|tel|phone|nb|n.b|ps|p.s|remark
    |remarks|comment|comments|participant id|respondent id|pseudonym|warning|transcriber note
    |transcriber's note|transcript by|site|venue|role|position|status|created|modified|author
    |organisation|organization|total time|session|时间|地点|日期|访谈对象|采访对象|访谈时间
    |访谈地点|采访时间|采访地点|访问时间|访问地点|主题|题目|标题|备注|注|注释|说明|访谈主题
    |采访主题|记录人|记录者|记录员|整理人|整理|转录|转录人|转写|录音|录音时长|时长|年龄|性别|职业
    |学历|职务|编号|背景|摘要|关键词|关键字|参与人|参加人|在场|在场人|记录|文件|文字整理
    |受访者信息|基本信息|受访人姓名|受访者姓名|姓名|联系方式|电话|网址|来源|语言|项目|文字记录
    |会议时间|会议地点|会议主题|访谈形式|访谈方式|访谈编号|访谈背景|身份|民族|籍贯|单位|时间地点
    |整理者|受访者资料|基本资料""".replace("\n    ", "").split("|")
)
"""What stands before a colon in headers and notes: never a speaker."""

NOTES = frozenset(
    """date place time note notes location transcriber start end duration 时间 地点 日期 备注 注 注释
    访谈对象 访谈时间 访谈地点 采访时间 采访地点 记录人 整理人""".split()
)
"""Those that are nobody's words in the middle of the talk, too."""

NO_ATTRIBUTES = frozenset(
    """note|notes|speakers|participants|interviewers|interviewees|respondents|attendees|present
    |interviewed by|interviewer name|interviewee name|name of interviewer|name of interviewee
    |summary keywords|keywords|keyword|summary|abstract|background|context|transcript
    |transcription|url|http|https|ftp|mailto|www|re|from|to|cc|legend|key|abbreviations
    |consent|email|e-mail|tel|phone|nb|n.b|ps|p.s|remark|remarks|comment|comments|warning
    |transcriber note|transcriber's note|copyright|page|pages|start|end|source
    |访谈对象|采访对象|备注|注|注释|说明|背景|摘要|关键词|关键字|参与人|参加人|在场|在场人|记录|转录|转写|整理
    |受访者信息|基本信息|受访者资料|基本资料|受访人姓名|受访者姓名|姓名|联系方式|电话|网址|文字记录|访谈背景""".replace(
        "\n    ", ""
    ).split("|")
)
"""Keys of headers that name speakers, say how to reach them, or hold remarks: no attributes."""

NOT_NAMES_EN = frozenset(
    """so and but or well then first second third firstly secondly thirdly finally last also now ok
    okay yes no yeah right example instance for because however like anyway problem reason result
    point the a an my our your his her their this that these those it its what why how who when
    where which one two three four five six seven eight nine ten i'm we i you he she they if as
    at in on of to from by with not maybe perhaps sometimes step rule option part chapter section
    table figure number total conclusion thing things fact meaning namely remember look listen
    afterwards later again next here there is was are were do does did has have had said says say
    asked asks told answered goes thought called just even still actually basically""".split()
)
NOT_NAMES_ZH = "第|一是|二是|三是|四是|首先|其次|再次|最后|另外|此外|还有|比如|例如|譬如|比方|就是|所以|因为|但是|不过|然后|结果|问题是|原因|总之|我|你|他|她|它|这|那|怎么|什么|如果|包括|一个|一种|具体|如下|以下|以上|上面|下面|当时|现在|后来|有的|有人|大家"
NOT_NAME_ENDS_ZH = tuple("说讲想写是的了如下为到着过像叫喊有在就也都")

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯"
    "邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武莫孔向汤欧肖康柳葛牛安易常施洪倪俞章鲁"
)
TITLES_ZH = tuple(
    """老师 校长 主任 书记 镇长 村长 局长 科长 县长 乡长 干部 社工 志愿者 奶奶 爷爷 外婆 外公 妈妈
    爸爸 母亲 父亲 同学 学生 家长 医生 教师 某 某某 姐 哥 叔 婶 阿姨 大爷 大妈 师傅 经理 教授 先生
    女士 小姐 所长 院长 部长 处长 会长 支书 会计 站长 组长 队长 员""".split()
)
GREETINGS = frozenset(
    "hello hi hey yes no yeah ok okay thanks good right sure well morning welcome great mhm".split()
)
