extension IntentVocabulary {
    /// What Chinese queries say. Ids on the left are those of `Intent`.
    static let chinese = """
        # 类型
        genre ~action: 动作
        genre ~adventure: 冒险
        genre animation: 动画, 动画片, 卡通
        genre anime: 动漫, 番剧
        genre biography: 传记
        genre comedy: 喜剧, 喜剧片, 笑片
        genre romance; genre comedy: 浪漫喜剧, 爱情喜剧
        genre comedy; format series: 情景喜剧
        genre ~crime: 犯罪, 黑帮, 警匪
        genre documentary: 纪录片, 记录片, 纪录
        genre drama: 剧情, 剧情片
        genre ~family: 家庭
        genre ~fantasy: 奇幻, 魔幻, 玄幻
        genre film-noir: 黑色电影
        genre ~history: 历史, 古装
        genre horror: 恐怖, 恐怖片, 鬼片
        genre martial-arts: 武侠, 功夫, 武打
        genre ~music: 音乐
        genre musical: 音乐剧, 歌舞, 歌舞片, 歌舞剧, 音乐片
        genre mystery: 悬疑, 推理, 侦探片
        genre romance: 爱情, 浪漫, 言情
        genre science-fiction: 科幻
        genre ~sport: 体育, 运动片
        genre superhero: 超级英雄
        genre thriller: 惊悚
        genre ~war: 战争
        genre western: 西部, 西部片

        # 形式
        format ~film: 电影, 影片, 院线片
        format ~series: 剧集, 电视剧, 连续剧, 剧, 系列剧, 迷你剧
        country KR; format series: 韩剧
        country US; format series: 美剧
        country GB; format series: 英剧
        country JP; format series: 日剧
        country TH; format series: 泰剧
        country HK; format series: 港剧
        country TW; format series: 台剧
        country CN; format series: 国产剧
        country HK: 港片
        years new; format film: 新电影, 新片
        years old; format film: 老电影, 老片

        # 心情
        mood uplifting: 让我开心, 让人开心, 开心, 想开心一点, 开心一点, 想开心, 愉快, 欢乐, 正能量
        mood ~dark: 黑暗, 阴暗, 暗黑, 沉重
        mood ~scary: 吓人, 可怕, 毛骨悚然
        mood ~cosy: 舒适, 惬意
        mood ~sad: 催泪, 悲伤, 伤感, 想哭, 让我哭
        mood ~funny: 搞笑, 好笑, 爆笑, 幽默, 想笑
        mood ~tense: 紧张, 扣人心弦, 悬念
        mood ~relaxing: 轻松, 轻松一点, 放松, 解压, 下饭
        mood ~thoughtful: 烧脑, 发人深省, 有深度, 引人深思
        mood ~strange: 诡异, 奇怪, 怪异, 荒诞, 超现实
        mood ~exciting: 刺激, 热血, 紧凑, 过瘾
        mood ~inspiring: 励志, 鼓舞人心
        mood heartwarming: 治愈, 治愈系, 温馨, 感人, 温暖, 暖心
        not-mood scary: 不要太恐怖, 不太恐怖, 别太恐怖, 不要太吓人, 别太吓人, 不太吓人, 不吓人

        # 年龄
        age 7: 适合孩子, 适合儿童, 给孩子看, 给小孩看, 儿童, 少儿, 适合小孩, 适合小朋友, 给小朋友看
        age 10: 适合全家看, 适合全家, 全家看, 全家一起看, 合家欢, 阖家欢, 和孩子一起看, 和孩子看, 跟孩子一起看, 陪孩子看, 老少皆宜, 亲子
        age 13: 适合青少年, 青少年, 给青少年看

        # 时间
        years ~new: 最新, 新出, 近期, 新上映, 最近
        years ~old: 经典, 怀旧, 老牌
        years ~modern: 现代

        # 长度
        length short: 短一点, 短片, 短小, 简短, 不长
        length moderate: 不要太长, 不太长, 别太长
        length long: 很长, 长一点

        # 不同之处
        adjust funnier: 更搞笑, 更好笑, 更幽默, 搞笑一点, 好笑一点
        adjust darker: 更黑暗, 更暗黑, 黑暗一点, 更沉重
        adjust lighter: 更轻松, 没那么沉重, 没那么黑暗
        adjust newer: 更新, 更新一点, 新一点
        adjust older: 更老, 更早, 老一点
        adjust shorter: 更短, 更短一点, 没那么长
        adjust longer: 更长, 更长一点
        adjust scarier: 更恐怖, 更吓人, 更可怕
        adjust gentler: 没那么吓人, 没那么恐怖, 没那么暴力, 不那么吓人, 不那么恐怖, 不那么暴力, 更温和
        adjust more-romantic: 更浪漫
        adjust more-action: 更多动作, 动作更多
        adjust sadder: 更悲伤, 更催泪
        adjust happier: 更开心, 更欢乐, 更温暖
        adjust slower: 更慢
        adjust faster: 更快, 节奏更快
        adjust smarter: 更烧脑, 更聪明
        adjust weirder: 更怪, 更诡异, 更奇怪

        # 相似
        like: 像, 类似, 类似于, 和, 跟, 与, 好像, 有点像, 近似
        roleAfter like: 一样, 差不多, 类似, 那样, 这样, 一类, 似的, 相似, 风格

        # 不要
        not: 不要, 不看, 没有, 不是, 除了, 非, 不含, 别, 不想看, 但不要, 但不是, 但没有, 无, 避开, 排除, 不喜欢

        # 人
        role actor: 有, 主演是, 演员, 主演, 由
        role director: 导演, 导演是
        role writer: 编剧, 编剧是
        roleAfter actor: 主演, 出演, 演, 参演, 饰演, 领衔主演, 演的
        roleAfter director: 导演, 执导, 拍, 拍的, 指导
        roleAfter writer: 编剧, 写的, 编写

        # 不说明什么
        wish: 我想看, 想看, 推荐, 推荐一部, 推荐几部, 推荐一下, 有没有, 来点, 来一部, 来部, 给我找, 给我找一部, 帮我找, 找一部, 找, 我要看, 要看, 随便推荐一部, 随便, 今晚看什么, 看什么, 求推荐, 请推荐, 搜索, 播放, 求
        filler: 的, 片, 好看, 一部, 部, 些, 一些, 几部, 关于, 讲, 讲述, 都行, 都可以, 太, 但, 但是, 而且, 吗, 呢, 吧, 了, 什么, 也, 那种, 题材, 类型, 类, 适合, 语, 版, 上映, 拍摄, 出品, 我, 请, 今晚, 今天, 级, 系, 年, 看, 以外, 之外, 外, 最好, 可以, 一下
        keep: 非洲, 非常, 有点, 现代人, 老师, 新娘, 新郎, 新闻, 好人, 没有人

        # 国家和地区
        country US: 美国, 好莱坞
        country GB: 英国
        country FR: 法国
        country DE: 德国
        country IT: 意大利
        country ES: 西班牙
        country JP: 日本
        country KR: 韩国, 南韩
        country CN: 国产, 中国, 大陆, 内地
        country HK: 香港, 港产
        country TW: 台湾
        country IN: 印度, 宝莱坞
        country TH: 泰国
        country RU: 俄罗斯, 苏联
        country DK: 丹麦
        country SE: 瑞典
        country NO: 挪威
        country MX: 墨西哥
        country BR: 巴西
        country AU: 澳大利亚, 澳洲
        country CA: 加拿大
        country IR: 伊朗
        country TR: 土耳其
        country PL: 波兰
        country IE: 爱尔兰
        country AR: 阿根廷
        country NL: 荷兰

        # 语言
        language fr: 法语
        language en: 英语, 英文
        language es: 西班牙语
        language de: 德语
        language it: 意大利语
        language ja: 日语
        language ko: 韩语
        language zh: 国语, 普通话, 中文, 汉语, 华语
        language yue: 粤语, 广东话
        language ru: 俄语
        language pt: 葡萄牙语
        language hi: 印地语
        language ar: 阿拉伯语
        language th: 泰语
        """
}
