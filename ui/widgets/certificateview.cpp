#include "certificateview.h"

#include "formrows.h"
#include "theme.h"
#include "tonedlabel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>

namespace Ui {
namespace {

QString dateText(const QDateTime& when)
{
    return QLocale().toString(when.toLocalTime().date(), QLocale::ShortFormat);
}

QTreeWidgetItem* lineOf(QTreeWidgetItem* parent, const QString& what, const QString& value)
{
    auto* line = new QTreeWidgetItem(parent, {what, value});
    line->setToolTip(1, value);
    return line;
}

} // namespace

CertificateView::CertificateView(QWidget* parent) : QFrame(parent), m_chain(new QTreeWidget(this))
{
    m_chain->setObjectName(QStringLiteral("chain"));
    m_chain->setAccessibleName(tr("The broker's certificates"));
    m_chain->setColumnCount(2);
    m_chain->setHeaderHidden(true);
    m_chain->setUniformRowHeights(true);
    m_chain->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_chain->setFixedHeight(Theme::grid * 18);
    auto* hint = new TonedLabel(Tone::Muted, this);
    hint->setText(tr("Compare the fingerprint with one that you got another way."));
    hint->setWordWrap(true);
    auto* accept = new QPushButton(tr("&Accept this certificate"), this);
    accept->setObjectName(QStringLiteral("acceptCertificate"));
    accept->setAutoDefault(false);
    connect(accept, &QPushButton::clicked, this,
        [this] { Q_EMIT accepted(QString::fromLatin1(m_fingerprint.toHex())); });
    auto* foot = new QHBoxLayout;
    foot->setSpacing(Theme::grid);
    foot->addWidget(hint, 1);
    foot->addWidget(accept);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(Theme::grid);
    all->addWidget(m_chain);
    all->addLayout(foot);
}

void CertificateView::setPeer(const UntrustedPeer& peer)
{
    m_chain->clear();
    m_fingerprint = peer.chain.isEmpty() ? QByteArray() : peer.chain.constFirst().sha256;
    for (const PeerCertificate& one : peer.chain) {
        auto* top = new QTreeWidgetItem(m_chain, {one.subject, QString()});
        top->setFirstColumnSpanned(true);
        // In two lines: it is there to be compared, whole.
        constexpr int half = 16;
        for (const QByteArray& part : {one.sha256.first(qMin<qsizetype>(half, one.sha256.size())),
                 one.sha256.sliced(qMin<qsizetype>(half, one.sha256.size()))}) {
            const bool isFirst = top->childCount() == 0;
            lineOf(top, isFirst ? tr("SHA-256") : QString(), fingerprintText(part))
                ->setFont(1, Theme::monospaced());
        }
        lineOf(top, tr("Issued by"),
            one.issuer == one.subject ? tr("itself (%1)").arg(one.issuer) : one.issuer);
        const QDateTime now = QDateTime::currentDateTimeUtc();
        QString valid = tr("%1 to %2").arg(dateText(one.validFrom), dateText(one.validUntil));
        if (one.validUntil < now)
            valid += tr(" (expired)");
        else if (one.validFrom > now)
            valid += tr(" (not yet)");
        lineOf(top, tr("Valid"), valid);
        if (!one.names.isEmpty())
            lineOf(top, tr("For"), one.names.join(tr(", ")));
    }
    if (QTreeWidgetItem* first = m_chain->topLevelItem(0))
        first->setExpanded(true);
}

} // namespace Ui
