"""Two people who together can help somebody back in. Off until she chooses it; never one person alone.

She chooses two people who work here. A random key is cut into two halves that say nothing alone
(R = R1 xor R2); each half is sealed to one of them, and R opens a slot of hers. They never see her key
or her words.

    she asks ─▶ both say "it is her" ─▶ three days, with a warning on her pages ─▶ she comes back
       │           └─ one says "no": it is stopped
       └─ she, signed in, stops it

To ask she needs her name here, and gets two numbers: one to tell her people, so that each of them is
sure whom they let in, and one for herself alone, on paper, with which she comes back. (It stands where
a cookie could: nothing is left on a phone for three days, and she may come back on another one.) Their
halves are sealed to a key pair that only her number opens.

The three days count from the first "it is her", since only then something can happen, and the warning
stands on every page of hers from that moment. Asking answers the same for a name that nobody has and
for somebody who chose no one.

What it is worth: both of them and somebody who runs the service, working together, could open her
pages. The page on which she chooses says so. Choosing ends when she renews her keys, after it was used
once, and when one of the two is not here any more.
"""
