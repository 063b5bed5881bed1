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
    fieldworker enumerator int intv inter ir mod question i q
    interviewerin interviewende interviewender interviewleiter interviewleiterin moderatorin forscher
    forscherin fragesteller fragestellerin frage interviewster onderzoeker onderzoekster vraag
    vraagsteller gespreksleider enqueteur enquetrice enqueteuse intervieweur intervieweuse chercheur
    chercheuse moderateur moderatrice animateur animatrice entrevistador entrevistadora investigador
    investigadora moderador moderadora encuestador encuestadora pregunta intervistatore
    intervistatrice 采访者 采访人 采访员 访谈者 访谈人
    访谈员 访员 访问者 访问员 访问人 提问者 提问人 提问 问 问题 主持人 主持 研究者 研究员 研究人员
    笔者 调查员 调查者 调研员 调研者 记者""".split()
)
PARTICIPANT = frozenset(
    """participant respondent interviewee informant narrator answer resp ie part p r a
    befragte befragter befragten befragt bef interviewte interviewter interviewpartner
    interviewpartnerin gesprachspartner gesprachspartnerin teilnehmer teilnehmerin teilnehmende
    teilnehmender proband probandin auskunftsperson experte expertin antwort geinterviewde respondente
    deelnemer deelneemster antwoord enquete enquetee interviewe interviewee repondant repondante
    participante reponse informateur informatrice temoin entrevistado entrevistada encuestado
    encuestada informante respuesta intervistato intervistata 受访者 受访人
    受访对象 被访者 被访人 被访谈者 被访谈人 被采访者 被采访人 被访问者 答 回答 回答者 应答者
    参与者 参加者""".split()
)
SPEAKER = frozenset(
    """speaker spk student pupil teacher mother father grandmother grandfather child husband wife
    interpreter translator observer unknown everyone all several man woman male female host guest
    sprecher sprecherin alle mehrere unbekannt dolmetscher dolmetscherin lehrer lehrerin schuler
    schulerin mutter vater kind oma opa mann frau spreker allen iedereen tolk moeder locuteur locutrice
    tous toutes plusieurs interprete traducteur traductrice enseignant enseignante mere pere enfant
    hablante todos todas varios varias traductor traductora profesor profesora maestro maestra madre
    padre abuela abuelo nino nina parlante 发言人 说话人 讲话人 学生 老师 教师 家长 校长 主任 书记 母亲 父亲 奶奶 爷爷 外婆 外公 孩子
    村民 众人 翻译 旁人""".split()
)
"""Labels that name a speaker and leave open who asks. Latin words stand without accents."""

AMBIGUOUS = frozenset("p r a".split())
"""Participants only beside an interviewer's label: R may be the researcher, A one of A and B, P
the question of a Spanish interview."""

ALONE = frozenset(
    "question answer frage antwort pregunta respuesta vraag antwoord reponse response".split()
)
"""Roles only when they are the whole label: `Next question: ...` is talk."""
OWNERS = frozenset("my your his her our their".split())
"""Before a role they name nobody who speaks: `My teacher: ...`."""

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
    |date of interview|time of interview|place of interview|location of interview
    |length of interview|duration of interview|interview date|interview time|interview place|interview location|interview number
    |interview no|interview id|interviewed by|interviewer name|interviewee name
    |name of interviewer|name of interviewee|project|study|file|filename|file name|audio
    |audio file|recording|recorded|recorded by|start|end|start time|end time|language|languages
    |setting|age|gender|sex|occupation|education|id|code|case|url|http|https|ftp|mailto|www|source
    |copyright|version|page|pages|re|from|to|cc|subject|legend|key|abbreviations|background
    |context|summary|abstract|topic|theme|consent|email|e-mail|tel|phone|nb|n.b|ps|p.s|remark
    |remarks|comment|comments|participant id|respondent id|pseudonym|warning|transcriber note
    |transcriber's note|transcript by|site|venue|role|position|status|created|modified|author
    |organisation|organization|total time|session|name|names|first name|surname|number
    |datum|ort|zeit|uhrzeit|dauer|beginn|ende|thema|titel|projekt|studie|datei|dateiname|aufnahme
    |aufnahmedatum|transkription|transkript|transkribiert|transkribiert von|interviewnummer
    |interview nr|interview-nr|nr|nummer|alter|geschlecht|beruf|ausbildung|bildung|familienstand
    |wohnort|anmerkung|anmerkungen|hinweis|hinweise|bemerkung|bemerkungen|notiz|notizen|sprache|quelle
    |seite|kontext|zusammenfassung|stichworte|schlagworte|anwesend|anwesende|interviewdatum
    |interviewort|interviewdauer|datum des interviews|ort des interviews|dauer des interviews
    |kurzel|legende|abkurzungen|einrichtung|funktion|teilnehmende personen
    |plaats|locatie|tijd|tijdstip|duur|onderwerp|bestand|opname|transcriptie|transcribent
    |getranscribeerd door|leeftijd|geslacht|beroep|functie|opleiding|opmerking|opmerkingen|notitie
    |notities|aanwezig|aanwezigen|taal|bron|pagina|samenvatting|trefwoorden|naam|datum interview
    |plaats interview|lieu|heure|duree|debut|fin|sujet|titre|projet|etude|fichier|enregistrement
    |transcrit par|transcripteur|transcriptrice|profession|metier|fonction|formation|remarque
    |remarques|presents|langue|contexte|resume|mots-cles|mots cles|date de l'entretien
    |lieu de l'entretien|duree de l'entretien|entretien|pseudonyme|nom|prenom|numero
    |situation familiale|fecha|lugar|hora|duracion|inicio|final|tema|titulo|proyecto|estudio|archivo
    |grabacion|transcripcion|transcrito por|transcriptor|transcriptora|edad|sexo|genero|profesion
    |ocupacion|cargo|formacion|estudios|nota|notas|observacion|observaciones|presentes|asistentes
    |idioma|fuente|contexto|resumen|palabras clave|fecha de la entrevista|lugar de la entrevista
    |duracion de la entrevista|entrevista|codigo|seudonimo|leyenda|nombre|estado civil|时间|地点|日期|访谈对象|采访对象|访谈时间
    |访谈地点|采访时间|采访地点|访问时间|访问地点|主题|题目|标题|备注|注|注释|说明|访谈主题
    |采访主题|记录人|记录者|记录员|整理人|整理|转录|转录人|转写|录音|录音时长|时长|年龄|性别|职业
    |学历|职务|编号|背景|摘要|关键词|关键字|参与人|参加人|在场|在场人|记录|文件|文字整理
    |受访者信息|基本信息|受访人姓名|受访者姓名|姓名|联系方式|电话|网址|来源|语言|项目|文字记录
    |会议时间|会议地点|会议主题|访谈形式|访谈方式|访谈编号|访谈背景|身份|民族|籍贯|单位|时间地点
    |整理者|受访者资料|基本资料""".replace("\n    ", "").split("|")
)
"""What stands before a colon in headers and notes: never a speaker. Without accents."""

NOTES = frozenset(
    """date place time note notes location transcriber start end duration
    datum ort dauer anmerkung lieu duree remarque fecha lugar duracion plaats opmerking 时间 地点 日期 备注 注 注释
    访谈对象 访谈时间 访谈地点 采访时间 采访地点 记录人 整理人""".split()
)
"""Those that are nobody's words in the middle of the talk, too."""

NO_ATTRIBUTES = frozenset(
    """note|notes|speakers|participants|interviewers|interviewees|respondents|attendees|present
    |interviewed by|interviewer name|interviewee name|name of interviewer|name of interviewee
    |summary keywords|keywords|keyword|summary|abstract|background|context|transcript
    |transcription|url|http|https|ftp|mailto|www|re|from|to|cc|legend|key|abbreviations
    |consent|email|e-mail|tel|phone|nb|n.b|ps|p.s|remark|remarks|comment|comments|warning
    |transcriber note|transcriber's note|copyright|page|pages|start|end|source|name|names|first name
    |surname|transkription|transkript|transkribiert|transkribiert von|anmerkung|anmerkungen|hinweis
    |hinweise|bemerkung|bemerkungen|notiz|notizen|quelle|seite|kontext|zusammenfassung|stichworte
    |schlagworte|anwesend|anwesende|legende|abkurzungen|teilnehmende personen|beginn|ende
    |transcriptie|getranscribeerd door|opmerking|opmerkingen|notitie|notities|aanwezig|aanwezigen
    |bron|pagina|samenvatting|trefwoorden|naam|transcrit par|remarque|remarques|presents|contexte
    |resume|mots-cles|mots cles|nom|prenom|debut|fin|transcripcion|transcrito por|nota|notas
    |observacion|observaciones|presentes|asistentes|fuente|contexto|resumen|palabras clave|leyenda
    |nombre|inicio|final
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
    me him us them asked asks told answered goes thought called just even still actually basically""".split()
)
NOT_NAMES_EUROPEAN = frozenset(
    """und oder aber also dann erstens zweitens drittens schliesslich nein doch genau beispiel
    weil wenn dass wie warum wieso weshalb wann heute damals jetzt fruher spater gestern problem
    ergebnis fazit kurz motto regel punkt tatsache namlich sprich stichwort sagte gesagt hiess heisst
    dachte ehrlich wir ihnen ihr nicht mehr immer zuerst danach
    mais donc alors ensuite enfin premierement deuxiemement bref exemple parce comme quoi pourquoi
    quand nous vous ils elles aujourd'hui avant apres maintenant probleme resultat conclusion regle
    voila disait dit toujours jamais
    pero entonces luego despues primero segundo tercero finalmente bueno ejemplo porque como cuando
    donde nosotros ustedes ellos hoy antes ahora problema resultado regla hecho dijo decia siempre
    nunca
    maar dus daarna eerst tweede voorbeeld omdat hoe waarom wanneer vandaag vroeger probleem
    resultaat conclusie feit zei altijd nooit""".split()
)
"""The same in German, French, Spanish and Dutch, without accents; no word that is a name, too."""
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
