// Written by Scripts/make-wordpiece-tables.py from huggingface/tokenizers; see there.
// swift-format-ignore-file

extension BertNormalizer {
    // Numbers in base 36. Ranges: distance of the first from the first of the range before, length less one.

    /// Scalars that vanish from lower-cased text: controls, and marks that do not take space.
    static let removedRanges = """
        0 8 b 1 3 h 35 w 1a 0 gj 33 ar 4 7i 18 1a 0 2 1 3 1 3 0 1l 5 g a c 0 1b k 11 0 2u 7 9 5 8 1 3 3 11 0 2 0 v q 3a a 1x 8 17 3 5 8 a \
        2 4 4 1c 2 3u v 2f 0 2 0 5 7 c 0 4 6 h 1 v 0 1n 0 5 3 c 0 l 1 v 1 1n 0 5 1 6 1 4 2 6 0 v 1 5 0 c 1 1n 0 5 4 6 1 6 0 l 1 v 0 1n 0 3 \
        0 2 3 c 0 9 0 c 1 w 0 1q 0 d 0 1f 0 1q 2 8 2 4 3 b 1 d 1 v 0 1n 0 3 0 7 0 6 1 m 1 v 0 1s 3 c 0 l 1 2w 0 8 2 4 0 2j 0 3 6 j 7 2y 0 \
        3 5 7 1 d 5 28 1 t 0 2 0 2 0 1k d f 4 6 1 7 a c z 19 0 2v 3 5 5 7 1 4 1 r 1 6 2 j 3 h 0 3 1 8 0 g 0 jk 2 qd 2 w 2 w 1 w 1 1u 1 3 6 \
        f 0 3 a k 0 1a 3 4e 0 3b 2 7 1 b 0 7 2 66 1 4 0 1n 0 2 6 8 0 2 0 3 7 e 9 c 0 1d d 28 3 1g 0 2 4 6 0 6 0 15 8 l 1 y 3 6 1 3 2 1n 0 \
        2 1 5 0 2 2 1p 7 a 1 4a 2 4 c e 6 b 0 7 0 4 1 5k 1h 1o 3 en 4 v 4 1i 4 6 9 2y c h 0 4 b 2dm 2 40 0 2p v ga 3 33 1 n9y 0 5 9 16 1 \
        2a 1 7m 0 4 0 5 0 q 1 4f 0 s h 1y 7 x a 1l 2 1f 0 3 3 6 0 15 0 1w 5 8 1 4 1 e 0 9 0 1c 0 1g 0 2 2 5 1 7 1 3 0 17 1 a 0 6n 0 3 0 5 \
        0 aab 4xr 5cu 0 ki f w f 67 0 6y 2 4 0 e8 0 6b 0 46 4 1aj 2 4 1 7 3 18 2 7 0 4m 1 10c 0 1j e 1z 2 1g 3 6 1 4 0 1v 2 13 4 6 7 1y 0 \
        d 1 1i 8 k 2 2t 2 5 0 2 1 4p 0 4 7 t 1 1o 0 4 0 12 6 a 4 8z 5 7 0 5 1 3 1 6o 3 a 1 3 1 t 1 2f 7 a 0 2 1 30 0 2 0 3 5 7 0 2u 2 5 3 \
        5 4 gjt 4 1s 6 v3 3 f7y 1 3 3 43r 2 c f i 6 11 3 48 2 1j2 1i 1n 1d 1m 0 f 0 n 4 6 e 2sv 6 gze9 0 v 2n 68 6n 1edc 1ekd 1ekg 1ekd
        """

    /// Scalars that vanish from text whose case is kept.
    static let controlRanges = """
        0 8 b 1 3 h 35 w 1a 0 11v 5 s 0 5d 0 1e 0 3cv 0 1kt 4 v 4 1i 4 6 9 11ui 4xr 64f 0 6y 2 4 0 3b4 0 xyb 3 443 7 h40e 0 v 2n 1ejk 1ekd \
        1ekg 1ekd
        """

    /// Scalars that are words of their own.
    static let punctuationRanges = """
        x e p 6 x 5 w 3 12 0 6 0 4 0 b 1 5 0 4 0 jj 0 9 0 cz 5 1b 1 1h 0 2 0 3 0 3 0 19 1 m 1 3 1 f 0 3 1 24 3 2y 0 18 d 6v 2 1l e 1a 0 7a \
        1 c 0 ao 0 lg 0 2j 0 b 1 4q e g 0 12 3 23 0 23 4 9 1 35 5 4x 0 h1 8 4g 0 h9 1 1a 1 28 2 22 1 4f 2 4 2 14 a 90 1 62 1 3m 6 8 5 4y 6 \
        4i 3 1r 4 1v 1 1u 7 j 0 n1 n w j l c e b 16 1 g 1 hn 3 x 1 u7 d 2l 1 x 9 bh l 2d 3 10 1 l9 3 5 1 36 0 40 1a 1c i cx 2 7 9 c b s 0 \
        d 0 2r 0 2j 0 mwz 1 7j 2 2u 0 b 0 38 5 aq 3 2i 1 16 2 4 0 1e 1 1d 0 2q c t 1 3i 3 3m 1 i 1 6z 0 g2b 1 5u 9 w y 10 d f 0 5 0 2 1 47 \
        2 4 5 7 3 e 1 5 1 s 2 4 0 s 0 2 0 2 6 bl 2 in 0 1d 0 bj 0 ko 0 5k 0 w 0 7l 8 1b 0 35 6 21 6 2o 3 xa 6 38 1 3 3 3m 3 1g 1 29 4 8 0 \
        e 0 2 2 2j 5 35 0 f1 0 6z m 3k 2 6z 2 2lw 4 dtq 1 3r 0 1u 4 d 0 g2j 0 5wo 4
        """

    /// Lower-casing without accents: distance of the first, 3 · count + step, image of the first.
    static let images = """
        1t 27 2p 3j i 2p 6 4 6e 1 4 2r 1 c 2t 4 c 2x 4 4 6o 1 7 32 2 c 33 5 4 6w 1 c 39 4 4 3d 1 4 72 2 i 2p 7 4 2r 1 c 2t 4 c 2x 5 7 32 2 \
        c 33 6 c 39 4 4 3d 2 4 3d 1 i 2p 6 o 2r 8 6 2s 2 4 7l 2 u 2t a o 2v 8 6 2w 2 4 87 2 r 2x a 4 8j 2 6 2y 2 6 2z 3 i 30 6 8 8w 4 i 32 \
        7 4 97 2 i 33 6 4 9f 2 i 36 6 o 37 8 c 38 4 4 9z 2 10 39 c 6 3b 2 9 3d 3 i 3e 8 4 gj 1 8 ar 4 4 gk 1 4 aw 2 7 gm 2 4 b0 3 4 d9 1 4 \
        gp 1 4 gr 1 4 b6 2 4 gw 1 4 gz 2 4 h5 1 4 h4 1 4 bd 4 4 hb 1 4 he 2 4 hh 1 6 33 2 8 bn 4 4 hs 1 4 bs 2 4 hv 3 4 bx 2 4 i0 1 6 39 2 \
        7 i2 2 8 c4 4 4 ia 1 4 c9 4 4 cd 8 6 cm 3 6 cp 3 6 cs 3 6 2p 2 6 2x 2 6 33 2 u 39 b c 2p 4 6 6e 2 4 dh 2 6 2v 2 6 2z 2 c 33 4 6 ia \
        2 4 2y 1 6 dv 3 6 2v 2 4 b9 1 4 cf 1 6 32 2 6 2p 2 6 6e 2 6 6w 2 c 2p 4 c 2t 4 c 2x 4 c 33 4 c 36 4 c 39 4 6 37 2 6 38 2 4 f1 2 6 \
        2w 2 4 bi 2 8 f7 4 6 2p 2 6 2t 2 o 33 8 6 3d 8 4 8rp 1 4 fw 2 4 be 1 4 8rq 3 4 g2 2 4 ao 1 4 i1 1 4 i4 1 h g7 8a 8 oh 4 4 jd 2 4 \
        on 8 4 1n 1 4 s3 6 4 4o 1 4 q9 1 4 53 1 4 qd 1 4 qf 1 4 qh 2 4 qn 2 4 qt 1 4 qx 1 4 qh 1 1g q9 i m qr 7 4 qh 1 4 qt 1 4 q9 1 4 qd \
        1 4 qf 1 4 qh 1 4 qt q 4 qh 1 4 qt 1 4 qn 1 4 qt 1 4 qx 1 4 rb 4 6 r6 5 12 rd s 4 qg 3 4 s8 2 4 s2 1 4 sb 3 a or 3 6 tx 2 4 uq 1 4 \
        tv 1 a us 3 4 uu 1 d uw 4 4 u2 1 4 u0 1 4 ub 1 4 v3 1 s ts 9 4 u0 1 1v u2 v 4 u0 n 6 tx 3 4 tv 4 4 uu 5 4 u2 1 4 u0 1 4 ub 2 z v5 \
        m 6 vp 2 h vt i 2b wb 1i 4 y7 1 6 ty 2 k xw d c ts 4 4 yd 2 6 tx 2 4 yh 2 6 yh 2 6 ty 2 6 tz 2 4 yp 2 c u0 4 6 u6 2 4 yx 2 6 yx 2 \
        6 ul 2 i ub 6 6 uf 2 4 zb 2 6 uj 2 2b zf 1j 37 129 6p 6 17r 2 4 18o 1 4 17r 1 4 18q 4a 4 1cl 2 4 1c1 h 4 1ci gm 4 1t4 8 4 1tc 3 4 \
        1tf 10 a 1sl 3 4 1ss 1 7 1sx 2 4 1t7 1 4 1tb 3h 7 1wh 3 4 1wv 2c 4 20i 3 4 20o z 7 1zq 2 4 1zw 3 4 20b 6i 4 287 k 7 275 9w 4 2j9 7 \
        7 2j9 3 4 2iq 7k 4 2qh a1 4 30i a 4 30s 5 4 30x 5 4 312 5 4 317 d 4 30g 59 4 36t 3e 37 8w0 13 4 8x3 6 4 8x9 k3 6p xv4 28 j 3y0 1fv \
        4 5dh 2 4 5dh 6 4 5dh 92 4 5my 7 3m 3bk 19 a 3ct 8z 6 2p 2 i 2q 6 6 2r 2 u 2s a u 2t a 6 2u 2 6 2v 2 u 2w a c 2x 4 i 2z 6 o 30 8 i \
        31 6 o 32 8 o 33 8 c 34 4 o 36 8 u 37 a o 38 8 u 39 a c 3a 4 u 3b a c 3c 4 6 3d 2 i 3e 6 4 2w 1 4 38 1 4 3b 1 4 3d 2 4 an 3 4 67 2 \
        20 2p o 1c 2t g c 2x 4 20 33 o 16 39 e o 3d 8 b 64b 6 1c q9 g i qd 8 i qd 8 1c qf g 1c qh g i qn 8 i qn 8 o qt 9 4 qt 2 4 qt 2 4 \
        qt 2 4 qt 1 1c qx g 6 q9 2 6 qd 2 6 qf 2 6 qh 2 6 qn 2 6 qt 2 6 qx 4 1c q9 g 1c qf g 1c qx g f q9 6 l q9 8 4 qh 3 4 4o 1 9 qf 4 6 \
        qf 2 6 qd 2 9 qf 3 9 69r 3 c qh 6 i qh 7 9 6bi 3 c qt 4 6 qp 2 i qt 6 4 qp 1 6 4o 2 4 2o 3 9 qx 4 6 qx 2 6 qn 2 9 qx 3 4 50 89 4 \
        qx 4 4 2z 1 4 2p 7 4 6ku 1a 1d 6ls z 4 6mc n 4 6mo 1 4 6mq j 4 6ms v 4 6og 1 4 6ok 1 4 6oi 1h 4 6pv 5 4 6q0 3 4 6q3 o 8 6qr t 4 \
        6rg 3 4 6rn 3 4 6rp 2 4 6rs n 4 1p 2 4 6sh b 4 6rx 1 4 1o 1 4 1q 1 7 6sk 4 7 6sy 4 7 6t2 8 7 6t6 4 7 6te 4 7 6ti 10 4 6ua 1 7 6ug \
        2 4 6uj 1d 7 6t8 2 7 6tt 8 d 6uq 1r 7 9hk b1 27 79s 17q 4 8gt 84 41 8q8 2o 4 8rl 2 4 h7 1 4 5tp 1 4 hp 3 b 8rs 6 4 gh 1 4 hd 1 4 \
        gg 1 4 gi 2 4 8s3 3 4 8s6 9 7 fz 2 48 8sh 2z 8 8vg 7 4 8vn nu 12 9jf p b 9k4 b 6 9kf 3 6 9ki 3 6 9kl 3 6 9ko 3 6 9kr o 4 9ja a 4 \
        9lp e 12 9m3 p b 9ms b 6 9n3 3 6 9n6 3 6 9n9 3 6 9nc 3 6 9nf o 4 9ly 3 d 9nz 7 4 9od n5u 1z wu9 1s 18 ww1 4i n x0j g 2n x0z 1z 8 \
        x2y 4 4 5tl 1 h x33 d 4 x3g 2 4 h1 3 8 x3l 6 w x3r k 4 h2 1 4 gs 1 4 gx 1 4 h8 1 4 h6 2 4 im 1 4 hz 1 4 il 1 4 xub 1 q x4l g 4 x3o \
        1 4 hu 1 4 5u6 1 8 x54 4 4 h0 1 q x59 g 4 bf p 4 x6e g0b 4 rpk 1 4 kc4 1 4 s7e 1 4 rt4 1 4 lw1 1 4 fg2 1 4 gkl 1 6 vj0 2 4 hn5 1 4 \
        ssx 1 4 gw7 1 4 hmw 1 4 jcm 1 4 ne1 1 4 p6t 1 4 qin 1 4 qt6 1 4 r20 1 4 sjz 1 4 kxu 1 4 ljv 1 4 mah 1 4 mvy 1 4 q4d 1 4 sq2 1 4 \
        uep 1 4 fia 1 4 ghh 1 4 l50 1 4 mjf 1 4 qi5 1 4 v8e 1 4 ifk 1 4 m3v 1 4 qfh 1 4 r50 1 4 jih 1 4 pnc 1 4 qvz 1 4 iq2 1 4 kd3 1 4 \
        lm2 1 4 mpo 1 4 slq 1 4 fpi 1 4 g53 1 4 gda 1 4 jwk 1 4 l3n 1 4 mj4 1 4 nhj 1 4 pa9 1 4 qh2 1 4 qjg 1 4 s1b 1 4 tv6 1 4 upb 1 4 \
        v7e 1 4 nt8 1 4 nzz 1 4 otc 1 4 q15 1 4 t1g 1 4 vb3 1 4 rfa 1 4 hjz 1 4 iro 1 4 okg 1 4 pdq 1 4 mle 1 4 nuy 1 4 rsy 1 4 ttj 1 4 \
        hjs 1 4 i8y 1 4 kyb 1 4 lp6 1 4 lxr 1 4 oq7 1 4 oxj 1 4 tor 1 4 gcy 1 4 pe3 1 4 g64 1 4 g5o 1 4 o4c 1 4 ou6 1 4 q29 1 4 tpx 1 4 \
        rk0 1 4 jin 1 4 kxu 1 4 rge 1 4 fg9 1 4 i5j 1 4 iz6 1 4 mtj 1 4 n74 1 4 gev 1 4 nwb 1 4 fr3 1 4 iw9 1 4 ff1 1 4 lho 1 4 k1k 1 4 \
        opu 1 4 gjn 1 4 hge 1 4 ni9 1 4 q4p 1 4 re2 1 4 la2 1 4 sds 1 4 lfs 1 4 jjy 1 4 put 1 4 jog 1 4 n6t 1 4 fji 1 4 g2x 1 4 g5l 1 4 \
        kn5 1 4 oo7 1 4 prj 1 4 rf6 1 4 ssv 1 4 gdx 1 4 gn6 1 4 ho3 1 4 ir0 1 4 k3p 1 4 m4e 1 4 nxm 1 4 tkd 1 4 ui2 1 4 vbr 1 4 vda 1 4 \
        gbf 1 4 kau 1 4 l87 1 4 sbm 1 4 ino 1 4 j9s 1 4 jcw 1 4 jve 1 4 lyb 1 4 mdl 1 4 n0p 1 4 o22 1 4 ovo 1 4 pdb 1 4 s9y 1 4 q9a 1 4 \
        sgz 1 4 t3e 1 4 g7r 1 4 gbn 1 4 gql 1 4 ma0 1 4 r0i 1 4 re2 1 4 iq1 1 4 iyd 1 4 jnf 1 4 l9q 1 4 oji 1 4 mt1 1 4 fl0 1 4 h6h 1 4 \
        i5j 1 4 iii 1 4 izg 1 4 muq 1 4 mzt 1 4 p7e 1 4 pc6 1 4 svo 1 4 tti 1 4 tvs 1 4 u1k 1 4 fpn 1 4 o1a 1 4 ss4 1 4 trs 1 4 j4x 1 4 \
        fie 1 4 fyy 1 4 i5q 1 4 i7z 1 4 k2h 1 4 kxu 1 4 mha 1 4 ncy 1 4 q9o 1 4 sjg 1 4 vil 1 4 k94 1 4 tny 1 4 gax 1 4 kfv 1 4 kj7 1 4 \
        lkx 1 4 luk 1 4 mx5 1 4 n6h 1 4 nsb 1 4 opc 1 4 u3i 1 4 g31 1 4 je6 1 4 tq0 1 4 fu3 1 4 ie1 1 4 lpm 1 4 sa2 1 4 ivf 1 4 j7o 1 4 \
        kk7 1 4 mtj 1 4 tqe 1 4 g89 1 4 glr 1 4 i91 1 4 k5v 1 4 kem 1 4 ko8 1 4 lid 1 4 mx2 1 4 naa 1 4 p6h 1 4 r0v 1 4 r1d 1 4 sss 1 4 \
        tsy 1 4 gfz 1 4 lve 1 4 gm5 1 4 mhc 1 4 n14 1 4 qgq 1 4 tr7 1 4 uvr 1 4 vbz 1 4 kgn 1 4 lor 1 4 pns 1 4 o97 1 4 obk 1 4 olu 1 4 \
        mo0 1 4 m8p 1 4 riw 1 4 fk0 1 4 px2 1 4 g8q 1 4 g7b 1 4 ip2 1 4 jir 1 4 onq 1 4 i2t 1 4 ljy 1 4 kac 1 4 saj 1 4 qx8 1 4 tot 1 4 \
        r63 1 4 iqb 1 4 g1s 1 4 gxs 3 4 hga 2 4 k8k 3 4 g66 1 4 mqy 1 4 ngq 1 4 ny4 1 4 nz2 1 4 nz9 1 4 o0f 1 4 tw6 1 4 on2 1 4 p8d 2 4 \
        qhe 2 4 rg8 3 4 shk 1 4 sn1 4 4 u7j 1 4 u7w 1 4 u94 1 4 v5g 1 4 sm6 1 4 trr 1 4 fqm 1 4 fzb 1 4 g25 1 4 gcp 1 4 gdg 1 4 ggh 1 4 \
        gwt 1 4 gzq 1 4 h2g 1 4 hfk 1 4 hig 1 4 i90 1 4 i9a 1 4 j2s 1 4 j8o 1 4 j9q 1 4 jci 1 4 k0f 1 4 k4i 1 4 k9d 1 4 kn9 1 4 lmf 1 4 \
        lqy 1 4 lya 1 4 mem 1 4 mjv 1 4 mxu 1 4 ntd 1 4 ny6 1 4 nyh 1 4 nyg 1 4 nyo 1 4 nyu 1 4 nz1 1 7 o0d 2 4 o5c 1 4 o75 1 4 og0 1 4 \
        ovo 1 4 ow9 1 4 oxt 1 4 p6a 1 4 pad 1 4 pnx 1 6 prt 2 4 q53 1 4 r2o 1 4 r6e 1 4 rgh 1 4 ri1 1 4 rtf 1 4 ruw 1 4 sdy 1 4 shk 1 4 \
        tsz 1 4 u0v 1 4 u2j 1 4 j1x 1 4 36cu 1 4 pp4 3 4 ffq 1 4 g51 1 4 g2w 1 4 fpc 1 4 g1x 1 4 g3k 1 4 gcn 1 4 ge2 1 4 gwt 1 4 gut 1 4 \
        gwp 1 4 gyq 1 4 hga 1 4 hir 1 4 hms 1 4 hn8 1 4 huq 1 4 i08 1 4 iqa 1 4 iqh 1 4 iuh 1 4 iwd 1 4 j4o 1 4 j7y 1 4 j60 1 4 j9q 1 4 \
        j8g 1 4 jci 1 4 jec 1 4 jpg 1 4 jrw 1 4 jte 1 4 k0m 1 4 k8k 1 4 kd3 1 4 kd7 1 4 keu 1 4 l89 1 4 la2 1 4 lkx 1 4 lwb 1 4 lvv 1 4 \
        lya 1 4 m5a 1 4 mem 1 4 nmv 1 4 mk5 1 4 mnj 1 4 mqy 1 4 n01 1 4 n46 1 4 n5n 1 4 nbx 1 4 nbz 1 4 ngq 1 4 nh7 1 4 nhw 1 4 nka 1 4 \
        nk0 1 4 nv0 1 4 o8h 1 4 og0 1 4 ol7 1 4 orf 1 4 ovo 1 4 p4u 1 4 pad 1 4 pxu 1 4 q27 1 4 qrd 1 4 r41 1 4 r5y 1 4 r6e 1 4 ren 1 4 \
        rg8 1 4 rez 1 4 rgh 1 4 rge 1 4 rfx 1 4 ri1 1 4 rka 1 4 ruw 1 4 sag 1 4 sj6 1 4 srd 1 4 sxi 1 4 tq4 1 4 tsz 1 4 tw6 1 4 tzv 1 4 \
        u0v 1 4 u17 1 4 u2j 1 4 umq 1 4 vj0 1 4 313e 1 4 3138 1 4 33dh 1 4 brx 1 4 cns 1 4 cop 1 4 39e1 1 4 3bgw 1 4 3i6r 1 4 vgj 1 4 vim \
        1w 4 15l 2 4 16a b c 161 4 9 15c 3 j 15d 7 g 15k 6 8 15q 3 8 15t 3 8 15w 3 d 15z 4 4 15h 1 4 15d 1 4 15n 1 4 15w r7 27 1ef5 yn 3d \
        1fe0 4w 31 1fiw 5c y 1fo7 c 1a 1foj g m 1foz 8 7 1fp7 1d8 4a 1h34 5s 1v 1h80 ne 8 1huh h 4 1hut sw 4 1int rp 2p 1jgg gww 2p 20dc \
        2o 24 20fv o68 2v 2oma 1hj4 4 fgd 1 4 fg8 1 4 fgh 1 4 2tcy 1 4 fog 1 4 fqm 1 4 fqz 1 4 fsy 1 4 fwa 1 4 fx5 1 4 fzb 1 4 fyn 1 4 ae6 \
        1 4 2ud6 1 4 g25 1 4 g2c 1 4 g2s 1 4 g3b 1 4 2u58 1 4 aex 1 4 g2v 1 4 g3x 1 4 2u6j 1 4 g47 1 4 g4k 1 4 fkc 1 4 g4s 1 4 g51 1 4 \
        3ly7 1 4 g6t 1 4 g77 1 4 afz 1 4 g8r 1 4 g92 1 4 gaa 1 4 gaf 1 4 ahh 1 4 gcn 1 4 gcp 1 4 gdg 1 4 ge2 1 7 ged 2 4 gev 1 4 gg9 1 4 \
        ggh 1 4 ggq 1 4 ghf 1 4 ghp 1 9 ghr 3 4 2v58 1 4 m7k 1 4 gju 1 4 gkf 1 4 2vdv 1 4 gkr 1 4 gkx 1 4 gli 1 4 gpq 1 4 gmw 1 4 gnc 1 4 \
        go8 1 4 gpu 1 4 gs6 1 4 gsw 1 4 gur 1 4 gv7 1 6 gw4 2 4 gwp 1 4 gx7 1 4 gxf 1 4 gxu 1 4 h7a 1 4 gzq 1 4 h7b 1 4 h1t 1 4 h2s 1 4 \
        g7b 1 4 hke 1 4 hce 1 4 hdg 1 4 he5 1 4 haj 1 4 hf6 1 4 hf5 1 4 hik 1 4 2x9g 1 4 hki 1 4 hkn 1 4 hl2 1 4 hlm 1 4 hlu 1 4 hnm 1 4 \
        2xm0 1 4 2xnu 1 4 hrg 1 4 hsr 1 4 ht3 1 4 hqw 1 4 huu 1 4 aum 1 4 av0 1 4 hzc 1 6 i0u 2 4 2y88 1 4 i4j 1 4 i54 1 4 i5j 1 4 i5v 1 4 \
        2yhk 1 4 i67 1 4 i6e 1 4 itv 1 4 i76 1 4 ayp 1 4 i8w 1 4 i9a 1 4 ibk 1 4 ia5 1 4 2z1g 1 4 if7 1 4 2z1i 1 4 ige 1 4 igb 1 4 igs 1 7 \
        ijl 2 4 b3j 1 4 ikd 1 4 ilk 1 4 im5 1 4 ind 1 4 b4y 1 4 2zr7 1 4 b5o 1 4 ipc 1 4 ipf 1 4 ipi 1 4 iq2 1 4 3pg2 1 4 iri 1 6 3035 2 4 \
        poh 1 6 isi 2 4 b7r 1 4 335k 1 4 3cgq 1 4 iua 1 4 iuj 1 4 b8j 1 4 ivu 1 4 ix9 1 4 ixj 1 4 iyh 1 4 j29 1 4 bay 1 4 ba4 1 4 j2s 1 4 \
        30t0 1 4 j47 1 4 j7s 1 4 j7w 1 4 j7y 1 4 j7w 1 4 j96 1 4 j9q 1 4 jaq 1 4 jac 1 4 jan 1 4 jby 1 4 jci 1 4 jcm 1 4 jdc 1 4 jdn 1 4 \
        jfh 1 4 jht 1 4 jis 1 4 jm8 1 4 31n0 1 4 jlp 1 4 jjw 1 4 jmw 1 4 jnn 1 4 jqc 1 4 31td 1 4 js2 1 4 jph 1 4 jop 1 4 bhq 1 4 ju1 1 4 \
        jum 1 4 jvh 1 4 juf 1 4 bjg 1 4 k0f 1 4 k18 1 4 32mi 1 4 k4j 1 4 kc8 1 4 k7d 1 4 bo9 1 4 k9d 1 4 bns 1 4 bms 1 4 g42 1 4 g45 1 4 \
        kcg 1 4 k9o 1 4 pf1 1 4 deh 1 4 kd3 1 4 kd7 1 4 kdd 1 4 kf2 1 4 ker 1 4 33cz 1 4 bpl 1 4 kje 1 4 kg5 1 4 klu 1 4 kn9 1 4 33hp 1 4 \
        kni 1 4 kkf 1 4 kr8 1 4 brx 1 4 ksi 1 4 kv7 1 4 kx6 1 4 l2g 1 4 33xf 1 4 l3v 1 4 bvc 1 4 l5t 1 4 34br 1 4 l78 1 4 bwu 1 4 l82 1 4 \
        l9b 1 7 la2 2 4 34p9 1 4 2yvf 1 4 34sa 1 4 le6 1 4 354s 1 4 lhb 1 4 lhp 1 4 lev 1 4 ljq 1 4 lku 1 4 lmf 1 4 lkx 1 4 lm1 1 4 lmg 1 \
        4 lmt 1 4 357i 1 4 lkk 1 4 lrj 1 4 lta 1 4 c37 1 4 lvv 1 4 lvr 1 4 35jl 1 4 lq1 1 4 m0e 1 4 35ni 1 4 35ou 1 4 m2u 1 4 m61 1 4 m5a \
        1 4 m57 1 4 c5y 1 4 m6i 1 4 m7x 1 4 m7r 1 4 m99 1 4 2u5h 1 4 mdh 1 4 368z 1 4 mfw 1 4 36i3 1 4 mjs 1 4 mk5 1 4 mkw 1 4 36yw 1 4 \
        mm8 1 4 mmt 1 4 3779 1 4 37dg 1 4 mt6 1 4 mtn 1 4 cdo 1 4 mud 1 6 ce0 2 4 myv 1 4 mzg 1 4 n01 1 4 n0l 1 4 n2i 1 4 cgr 1 4 n50 1 4 \
        386u 1 4 n5q 1 4 389e 1 4 n74 1 4 2zrz 1 4 nbk 1 4 38v5 1 4 38vs 1 4 38zo 1 4 cn0 1 4 cnc 1 4 nhw 1 4 394j 1 4 394i 1 4 395l 1 4 \
        396b 1 7 nj2 2 4 nj3 1 4 nka 1 4 cop 1 4 nm3 1 4 cp2 1 4 cra 1 4 39r1 1 4 nri 1 4 nt8 1 4 nv0 1 4 ctf 1 4 3a5i 1 4 nyu 1 4 3a8q 1 \
        4 3a9x 1 4 o0f 1 4 o2z 1 4 cvj 1 4 o5c 1 4 o5m 1 4 o5r 1 4 3at8 1 6 3b1j 2 4 oa6 1 4 d1e 1 4 3b8r 1 4 og6 1 4 og9 1 4 d2f 1 4 3beo \
        1 4 onm 1 4 d5s 1 4 oo8 1 4 oo3 1 4 oow 1 4 3c06 1 4 orn 1 4 d8h 1 4 ouf 1 4 ow2 1 4 oxx 1 4 d9w 1 4 3ciw 1 4 3cjr 1 4 dax 1 4 \
        3cnt 1 4 p6i 1 4 3cqm 1 4 p79 1 4 pa2 1 4 pad 1 4 3d22 1 4 3d43 1 4 pcw 1 4 3d7s 1 4 pdc 1 4 33a7 1 4 ded 1 4 pf6 1 4 phf 1 4 dfv \
        1 4 pj2 1 4 hx1 1 4 3dlz 1 4 3dmd 1 4 33bn 1 4 33bw 1 4 poh 1 4 pok 1 4 sda 1 4 dij 1 4 psh 1 4 psb 1 4 pst 1 4 gc3 1 4 ptd 1 4 \
        ptf 1 4 ptp 1 4 puu 1 4 3ebg 1 4 put 1 4 pwd 1 4 pyb 1 4 q0d 1 4 pwj 1 4 q0t 1 4 q1z 1 4 q53 1 4 pxv 1 4 q16 1 4 q18 1 4 q1o 1 4 \
        3eie 1 4 3eqz 1 4 3emt 1 4 dnv 1 4 q9d 1 4 q9f 1 4 qae 1 4 3g0a 1 4 qck 1 4 3f3g 1 4 dp9 1 4 dpd 1 4 3f75 1 4 3ff6 1 4 dpn 1 4 qj4 \
        1 4 qjg 1 4 qjr 1 4 qjt 1 4 qll 1 4 qko 1 4 qoe 1 4 qn6 1 4 qrd 1 4 qp4 1 4 qqz 1 4 qrq 1 4 dsn 1 4 qu9 1 4 qv5 1 4 dtl 1 4 qxs 1 \
        4 qxv 1 4 3giv 1 4 r13 1 4 r1a 1 4 dv9 1 4 r22 1 4 aez 1 4 3gz2 1 4 3h46 1 4 dz2 1 4 dzb 1 4 rds 1 4 rfx 1 4 rka 1 4 rpx 1 4 3hrc \
        1 4 rsb 1 4 rsx 1 4 rvf 1 4 rxz 1 4 3i9b 1 4 2upw 1 4 s0b 1 4 rzw 1 4 s1c 1 4 2uvy 1 4 s7o 1 4 sag 1 4 3jki 1 4 3jl9 1 4 sk4 1 4 \
        smp 1 4 snl 1 4 3ju6 1 4 snv 1 4 svs 1 7 t07 2 4 sxo 1 4 t89 1 4 t91 1 4 3ksa 1 4 tjf 1 4 ej9 1 4 tkn 1 4 3l2v 1 4 eli 1 4 ts3 1 4 \
        iia 1 4 tur 1 4 3ltx 1 4 3lzu 1 4 epa 1 4 epi 1 4 u00 1 4 3mdm 1 4 er6 1 4 3mhi 1 6 u17 2 4 u21 1 4 3mpi 1 4 u76 1 4 eur 1 4 u95 1 \
        4 ucn 1 4 ude 1 4 uf2 1 4 ez2 1 4 3nsg 1 4 umq 1 4 uv4 1 4 v0d 1 4 f66 1 4 f71 1 4 v3b 1 4 3owe 1 4 f7c 1 4 3oxx 1 4 3p5a 1 4 3p8x \
        1 4 vcr 1 4 f9y 1 4 veh 1 4 vem 1 4 vet 1 4 vf3 1 4 vfa 1 4 vgb 1 4 3pxc
        """

    /// Scalars that become several: the scalar, how many, which.
    static let longImages = """
        1xn 2 1xj 1xa 1xo 2 1xj 1xz 28b 2 287 27y 28c 2 287 28n 2ac 2 2aa 2c7 2bu 2 2bq 2bi 2bv 2 2br 2bi 2bw 2 2bq 2c7 2iz 2 2iq 2j9 2mi \
        2 2me 2m6 2mj 2 2mf 2m6 2mk 2 2me 2mv 2qk 2 2qh 2q7 2ql 2 2qh 2q7 2qm 2 2qh 2qn 5c6 2 5c5 5dh 5c8 2 5c7 5dh 5ca 2 5c9 5dh 5cc 2 \
        5cb 5dh 5ce 2 5cd 5dh 5ci 2 5ch 5dh 5ds 2 5dq 5dh 5dt 2 5dr 5dh 1idn 2 1idj 1ida 1ido 2 1idj 1idz 1inw 2 1int 1ink 1iny 2 1int \
        1inx 1iuy 2 1iuw 1iun 1iuz 2 1iux 1iun 2jxa 2 2jx3 2jxh 2jxb 2 2jx4 2jxh 2jxc 3 2jx4 2jxh 2jxq 2jxd 3 2jx4 2jxh 2jxr 2jxe 3 2jx4 \
        2jxh 2jxs 2jxf 3 2jx4 2jxh 2jxt 2jxg 3 2jx4 2jxh 2jxu 2jzv 2 2jzt 2jxh 2jzw 2 2jzu 2jxh 2jzx 3 2jzt 2jxh 2jxq 2jzy 3 2jzu 2jxh \
        2jxq 2jzz 3 2jzt 2jxh 2jxr 2k00 3 2jzu 2jxh 2jxr
        """
}
